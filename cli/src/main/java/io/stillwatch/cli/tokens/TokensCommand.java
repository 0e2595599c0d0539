// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Denied;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.EpochKeys;
import io.stillwatch.share.blind.Holder;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.KeyPins;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.blind.ProofFailed;
import io.stillwatch.share.blind.PublishedKey;
import io.stillwatch.share.blind.RemoteHolder;
import io.stillwatch.share.blind.Tokeniser;
import io.stillwatch.share.door.Keep;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stillwatch tokens`: blind tokens, and the service that makes them.
@Command(
    name = "tokens",
    header = "Makes blind tokens of identifiers, and keeps the keys that they are made with.",
    description = {
      "Peers compare tokens instead of mail addresses, cards or phones. The service that holds the"
          + " key sees neither; docs/blind-matching.md says who can learn what."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch tokens enrol alpha --signups 120000 --peers peers.toml > alpha.secret",
      "  stillwatch tokens serve holder/ --peers peers.toml",
      "  stillwatch tokens make email --service http://127.0.0.1:8710 \\",
      "    --secret-file alpha.secret --values mails.txt",
      "  stillwatch tokens keys holder/          public keys, to compare with peers",
      "  stillwatch tokens rotate holder/        from a timer, once a day",
    })
public final class TokensCommand implements Runnable {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  TokensCommand(Console console) {
    this.console = console;
  }

  /// The command with those that it holds.
  public static CommandLine of(Console console) {
    return new CommandLine(new TokensCommand(console))
        .addSubcommand(new TokensServeCommand(console));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; tokens takes serve, enrol, keys, rotate or make");
  }

  @Command(
      name = "enrol",
      header = "Enrols a peer with a token service, and prints its secret: it cannot be had again.")
  int enrol(
      @Parameters(paramLabel = "NAME", description = "The peer: letters, digits and dashes.")
          String name,
      @Option(
              names = "--signups",
              required = true,
              paramLabel = "N",
              description = "Signups that it expects in a month; it may have 4 tokens for each.")
          long signups,
      @Option(
              names = "--certificate",
              paramLabel = "FILE",
              description = "Its certificate as PEM, to be known by that instead of a secret.")
          Optional<Path> certificate,
      @Option(
              names = "--peers",
              required = true,
              paramLabel = "FILE",
              description = "Where peers are listed; made when it is missing.")
          Path file)
      throws IOException {
    new TokenPeers(file)
        .enrol(name, signups, certificate)
        .ifPresent(secret -> console.out().println(secret));
    return Exit.FINISHED.code();
  }

  @Command(
      name = "keys",
      header = "Prints the public keys of a service, with fingerprints to compare with peers.")
  int keys(
      @Parameters(paramLabel = "FOLDER", description = "The folder of the service.") Path folder)
      throws IOException {
    print(open(folder));
    return Exit.FINISHED.code();
  }

  @Command(
      name = "rotate",
      header = "Destroys keys whose time is over, and makes that of the next epoch ahead of time.",
      description = "Keys follow the months by themselves; this makes sure of it on a quiet day.")
  int rotate(
      @Parameters(paramLabel = "FOLDER", description = "The folder of the service.") Path folder)
      throws IOException {
    EpochKeys keys = open(folder);
    keys.sweep().forEach(epoch -> console.out().println(epoch + "  destroyed"));
    keys.prepare();
    print(keys);
    return Exit.FINISHED.code();
  }

  private static EpochKeys open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw Failure.usage(folder + " is no folder; it is the one that tokens serve was given");
    }
    return EpochKeys.open(folder.resolve(TokenHub.KEYS), InstantSource.system());
  }

  private void print(EpochKeys keys) {
    for (PublishedKey key : keys.published()) {
      console
          .out()
          .println("%s  %s  %s".formatted(key.epoch(), key.fingerprint(), key.key().hex()));
    }
  }

  @Command(
      name = "make",
      header = "Makes tokens of values, one a line.",
      description = {
        "Prints a token for each line, in the same order, and - for a line that is no such value."
            + " Values are never options: those stay in the history of a shell.",
        "",
        "With several --service all of them hold a share of the key, and all are needed."
      })
  int make(
      @Parameters(
              paramLabel = "LABEL",
              description =
                  "email, phone, card-par, bank, ip32, ip24, ip6-64, ja4, asn-org, device.")
          String label,
      @Option(
              names = "--service",
              required = true,
              paramLabel = "URL",
              description = "Where a holder of the key answers. May be given again.")
          List<URI> services,
      @Option(
              names = "--secret-file",
              required = true,
              paramLabel = "FILE",
              description = "The secret of this peer, from tokens enrol; the same at all holders.")
          Path secret,
      @Option(
              names = "--values",
              paramLabel = "FILE",
              description = "The values, one a line (default: standard input).")
          Optional<Path> values,
      @Option(
              names = "--pins",
              paramLabel = "DIR",
              defaultValue = "stillwatch-data",
              description = "Where public keys are remembered (default: stillwatch-data).")
          Path pins)
      throws IOException {
    Label kind =
        Label.of(label)
            .orElseThrow(() -> Failure.usage(label + " is no label; there are " + words()));
    try (Keep keep = Keep.in(pins)) {
      String word = Files.readString(secret).strip();
      return print(tokeniser(services, word, keep), read(kind, values));
    }
  }

  private static Tokeniser tokeniser(List<URI> services, String secret, Keep keep) {
    HttpClient client = HttpClient.newHttpClient();
    List<Holder> holders = new ArrayList<>();
    for (URI service : services) {
      holders.add(new RemoteHolder(service.toString(), service, client, Optional.of(secret)));
    }
    return new Tokeniser(holders, new KeyPins(keep));
  }

  private static String words() {
    return Arrays.stream(Label.values()).map(Label::word).collect(Collectors.joining(", "));
  }

  /// One for each line; a line that is no such value is empty, and is complained of by its number.
  private List<Optional<Identifier>> read(Label kind, Optional<Path> values) throws IOException {
    List<Optional<Identifier>> all = new ArrayList<>();
    for (String line : lines(values)) {
      try {
        all.add(Optional.of(Identifier.of(kind, line)));
      } catch (IllegalArgumentException e) {
        all.add(Optional.empty());
        console.complain("line " + all.size() + ": " + e.getMessage());
      }
    }
    return all;
  }

  private static List<String> lines(Optional<Path> values) throws IOException {
    try (InputStream in = values.isPresent() ? Files.newInputStream(values.get()) : System.in) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private int print(Tokeniser tokeniser, List<Optional<Identifier>> values) {
    try {
      Map<Identifier, BlindToken> made =
          tokeniser.tokens(
              Epoch.at(Instant.now()), values.stream().flatMap(Optional::stream).toList());
      values.forEach(
          value ->
              console
                  .out()
                  .println(
                      value.map(v -> Objects.requireNonNull(made.get(v)).toString()).orElse("-")));
      return Exit.FINISHED.code();
    } catch (Holder.Unreachable | Denied | ProofFailed e) {
      throw Failure.failed(String.valueOf(e.getMessage()));
    }
  }
}
