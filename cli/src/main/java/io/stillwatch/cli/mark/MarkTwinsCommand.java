// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.twins.Answers;
import io.stillwatch.marks.twins.Ledger;
import io.stillwatch.marks.twins.SignTest;
import io.stillwatch.marks.twins.Twin;
import io.stillwatch.marks.twins.Twins;
import io.stillwatch.stats.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch mark twins`: coins over equally true variants, their ledger, and the sign test.
@Command(
    name = "twins",
    header = "Tosses coins over equally true variants, keeps their ledger, and tests a suspect.",
    description = {
      "A coin picks which of two variants a reply shows: a made-up name in an example, a reserved domain or"
          + " network, a seed, a variable's name. Both are equally true; nothing else can be planted. A"
          + " model that was trained on the replies prefers what was served; any other has no way to know.",
      "",
      "The coins follow from the master key: see stillwatch mark keys."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch mark twins make spring.ledger --kind domain --cohort sw-17 reply-8/1 reply-9/1",
      "  stillwatch mark twins promise spring.ledger         daily; publish what it prints",
      "  stillwatch mark twins reveal spring.ledger --first 2000 > opened",
      "  stillwatch mark twins test spring.ledger answers.jsonl",
    })
final class MarkTwinsCommand implements Runnable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Console console;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec = CommandSpec.create();

  MarkTwinsCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; twins takes make, promise, reveal or test");
  }

  @Command(
      name = "make",
      header = "Tosses a coin for each place and prints what to serve there.",
      description = {
        "Prints PLACE, a tab and the variant. A place that was tossed for stays as it is. Serve what is"
            + " printed, and nothing in places that were not printed."
      })
  int make(
      @Mixin MarkKeys keys,
      @Parameters(paramLabel = "LEDGER", description = "Is begun when it is not there.")
          Path ledger,
      @Parameters(arity = "1..*", paramLabel = "PLACE", description = "The reply and where in it.")
          List<String> places,
      @Option(
              names = "--kind",
              required = true,
              paramLabel = "KIND",
              description = "example-name, domain, network, seed or identifier.")
          String kind,
      @Option(
              names = "--cohort",
              required = true,
              paramLabel = "NAME",
              description = "Whom the coins are tossed for: a campaign or a tier, no account.")
          String cohort)
      throws IOException {
    Twins.Kind known = kind(kind);
    try {
      var scope = new KeyScope("twins", cohort, KeyScope.NONE, 1);
      Key key = keys.master(environment).derive(scope, 2);
      keys.folder().register(keys.master(environment), scope, 2);
      var twins = new Twins(key.words().get(0), key.words().get(1));
      List<Twin> drawn = places.stream().map(at -> twins.draw(known, cohort, at)).toList();
      Ledger.openOrBegin(ledger).add(drawn);
      drawn.forEach(twin -> console.out().println(twin.place() + "\t" + twin.served()));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    } catch (IllegalStateException | IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(
      name = "promise",
      header =
          "Prints how many tosses there are and their digest: publish it, or have it timestamped.")
  int promise(@Parameters(paramLabel = "LEDGER") Path ledger) {
    try {
      Ledger.Promise promise = opened(ledger).promise();
      console.out().println(promise.twins() + " " + promise.digest());
    } catch (IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(
      name = "reveal",
      header = "Prints the first tosses with both twins; the digest of a promise goes to the log.",
      description = "Opens these coins to whoever reads it: do so after the suspect was asked.")
  int reveal(
      @Parameters(paramLabel = "LEDGER") Path ledger,
      @Option(
              names = "--first",
              required = true,
              paramLabel = "N",
              description = "As many as the promise says.")
          int first) {
    try {
      Ledger opened = opened(ledger);
      Ledger.Promise promise = opened.promise(first);
      opened.twins().stream().limit(first).forEach(twin -> console.out().println(twin.line()));
      console.err().println("promised as " + promise.twins() + " " + promise.digest());
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--first: " + e.getMessage());
    } catch (IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  @Command(
      name = "test",
      header = "Holds a suspect's answers against the ledger: does it prefer what was served?",
      description = {
        "Answers are rows of JSON with place and answer. Each toss counts once, by the first answer that"
            + " shows one of both twins. Under independence that is exactly a fair coin."
      })
  int test(
      @Parameters(paramLabel = "LEDGER") Path ledger,
      @Parameters(paramLabel = "ANSWERS") Path answers,
      @Option(names = "--cohort", paramLabel = "NAME", description = "Only this cohort's tosses.")
          Optional<String> cohort) {
    try {
      List<Twin> twins =
          opened(ledger).twins().stream()
              .filter(twin -> cohort.isEmpty() || cohort.get().equals(twin.cohort()))
              .toList();
      var held = new Answers(twins);
      long bad = read(answers, held);
      console.out().print(told(held, twins.size(), bad));
    } catch (IllegalArgumentException | IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
    return Exit.FINISHED.code();
  }

  private static String told(Answers held, int tosses, long bad) {
    SignTest test = held.test();
    long counted = test.served() + test.unserved();
    return String.format(
        Locale.ROOT,
        """
        tosses in the ledger   %,d
        tosses that count      %,d
        answers elsewhere      %,d
        rows set aside         %,d
        served / unserved      %,d / %,d
        preference             %s
        log10 p                %.2f
        log10 e                %.2f
        """,
        tosses,
        counted,
        held.elsewhere(),
        bad,
        test.served(),
        test.unserved(),
        counted == 0 ? "-" : "%.3f".formatted(test.preference()),
        Logs.log10(test.logP()),
        Logs.log10(test.logE()));
  }

  private static Ledger opened(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(file + " is not a file; begin a ledger with mark twins make");
    }
    return Ledger.open(file);
  }

  /// How many rows were set aside.
  private static long read(Path answers, Answers into) throws IOException {
    if (!Files.isRegularFile(answers)) {
      throw Failure.unusable(answers + " is not a file; it takes rows of JSON");
    }
    long bad = 0;
    try (BufferedReader in = Files.newBufferedReader(answers)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        bad += taken(line, into) ? 0 : 1;
      }
    }
    return bad;
  }

  private static boolean taken(String line, Answers into) {
    try {
      JsonNode row = JSON.readTree(line);
      if (row.path("place").isString() && row.path("answer").isString()) {
        into.add(row.path("place").stringValue(), row.path("answer").stringValue());
        return true;
      }
    } catch (JacksonException e) {
      // Counted like any other row that is none.
    }
    return false;
  }

  private static Twins.Kind kind(String word) {
    return Arrays.stream(Twins.Kind.values())
        .filter(kind -> word(kind).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.usage(
                    "--kind is %s; it takes %s"
                        .formatted(
                            word,
                            Arrays.stream(Twins.Kind.values())
                                .map(MarkTwinsCommand::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static String word(Twins.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
