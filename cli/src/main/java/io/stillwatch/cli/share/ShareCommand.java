// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.share.taxii.Envelope;
import io.stillwatch.share.taxii.StixObject;
import io.stillwatch.share.taxii.client.Mark;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Posted;
import io.stillwatch.share.taxii.client.Pull;
import io.stillwatch.share.taxii.client.Push;
import io.stillwatch.share.taxii.client.TaxiiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `stillwatch share`: reads from a TAXII server and posts to it.
@Command(
    name = "share",
    header = "Reads objects from any TAXII 2.1 server, and posts objects to it.",
    description =
        "A secret stands in a file, never on the command line. What a server answers too late or"
            + " refuses for a while is asked for again.",
    footer = {
      "",
      "Examples:",
      "  stillwatch share status --root https://hub.example/taxii2/coalition/ \\",
      "    --user acme --secret-file acme.secret",
      "  stillwatch share pull --root https://hub.example/taxii2/coalition/ \\",
      "    --secret-file acme.secret --collection feed --out feed.jsonl",
      "  stillwatch share push --root https://hub.example/taxii2/coalition/ \\",
      "    --certificate acme.pem --key acme.key --collection from-acme bundle.json",
      "",
      "A pull that is run again goes on where the last one ended, whatever ended it.",
    })
public final class ShareCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  ShareCommand(Console console) {
    this.console = console;
  }

  /// The command with those that it holds.
  public static CommandLine of(Console console, Map<String, String> environment) {
    return new CommandLine(new ShareCommand(console))
        .addSubcommand(new ShareBundleCommand(console))
        .addSubcommand(new ShareToldCommand(console, environment))
        .addSubcommand(new ShareTellCommand(console, environment))
        .addSubcommand(new ShareTakeBackCommand(console, environment))
        .addSubcommand(new ShareSuspicionsCommand(console, environment))
        .addSubcommand(new SharePeersCommand(console, environment))
        .addSubcommand(new ShareLeadsCommand(console, environment))
        .addSubcommand(new ShareAlarmsCommand(console, environment));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command; share takes bundle, pull, push, status, told, tell, take-back, suspicions,"
            + " peers, leads or alarms");
  }

  @Command(
      name = "pull",
      header = "Adds what is new in a collection to a file, one object a line.",
      description =
          "FILE.mark beside it says how far it has come. Exit code 1 when the server fails; what came"
              + " before is kept.")
  int pull(
      @Mixin TaxiiOptions server,
      @Option(
              names = "--collection",
              required = true,
              paramLabel = "NAME",
              description = "Its id or its alias.")
          String collection,
      @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file.")
          Path out,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "1000",
              description = "Objects to ask for at once (default: 1000).")
          int limit)
      throws IOException {
    if (limit < 1) {
      throw Failure.usage("--limit is " + limit + "; it takes 1 or more");
    }
    long count =
        server.work(
            client -> new Pull(new Poll(client, server.collection(collection), limit), out).run());
    console.out().println("%,d new objects in %s".formatted(count, out));
    return Exit.FINISHED.code();
  }

  @Command(
      name = "push",
      header = "Posts the objects of files to a collection.",
      description =
          "A file is a bundle or an envelope of STIX objects, or has one object a line. What is"
              + " there already is left alone, so that a push may be run again. Exit code 4 when the"
              + " server did not take an object; each is named.")
  int push(
      @Mixin TaxiiOptions server,
      @Option(
              names = "--collection",
              required = true,
              paramLabel = "NAME",
              description = "Its id or its alias.")
          String collection,
      @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to post.")
          List<Path> files)
      throws IOException {
    List<String> objects = new ArrayList<>();
    for (Path file : files) {
      objects.addAll(objects(file));
    }
    Posted posted =
        server.work(
            client -> new Push(client, server.root(), server.collection(collection)).all(objects));
    console
        .out()
        .println(
            "%,d objects are there, %,d are pending, %,d were not taken"
                .formatted(posted.succeeded(), posted.pending(), posted.failures().size()));
    posted.failures().forEach(console::complain);
    return (posted.failures().isEmpty() ? Exit.FINISHED : Exit.REJECTED).code();
  }

  private static List<String> objects(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      Envelope whole = Envelope.read(bytes);
      return whole.objects().isEmpty()
          ? lines(file)
          : whole.objects().stream().map(StixObject::text).toList();
    } catch (IllegalArgumentException e) {
      return lines(file);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> objects =
        Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    for (String object : objects) {
      try {
        Envelope.read(
            ("{\"objects\":[" + object + "]}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw Failure.unusable(
            file
                + " is neither a bundle nor one object of JSON a line (line "
                + (objects.indexOf(object) + 1)
                + ")");
      }
    }
    return objects;
  }

  @Command(
      name = "status",
      header = "Says what a server offers: its collections, and what one may do with each.")
  int status(
      @Mixin TaxiiOptions server,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "A file of share pull; says how far it has come.")
          Optional<Path> out)
      throws IOException {
    Optional<Mark> mark = out.isPresent() ? Mark.of(out.get()) : Optional.empty();
    server.work(client -> tell(client, server));
    mark.ifPresent(
        known ->
            console
                .out()
                .println(
                    "%s has %s up to %s"
                        .formatted(
                            out.orElseThrow(),
                            known.collection(),
                            known
                                .now()
                                .position()
                                .last()
                                .or(() -> known.now().position().addedAfter())
                                .orElse("nothing yet"))));
    return Exit.FINISHED.code();
  }

  private boolean tell(TaxiiClient client, TaxiiOptions server) {
    JsonNode root = client.get(server.root());
    console
        .out()
        .println(
            "%s, bodies of at most %,d bytes"
                .formatted(
                    root.path("title").asString("without a title"),
                    root.path("max_content_length").asLong(0)));
    for (JsonNode one : client.get(server.root().resolve("collections/")).path("collections")) {
      console
          .out()
          .println(
              "%s  %-2s  %s"
                  .formatted(
                      one.path("id").asString(""),
                      (one.path("can_read").asBoolean(false) ? "r" : "-")
                          + (one.path("can_write").asBoolean(false) ? "w" : "-"),
                      one.path("alias").asString(one.path("title").asString(""))));
    }
    return true;
  }
}
