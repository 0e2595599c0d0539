// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.profiles.Profiles;
import io.stillwatch.marks.scan.PrefixScan;
import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch mark prefixes`: beginnings of replies, for a suspect to go on with.
@Command(
    name = "prefixes",
    header = "Cuts replies that we served into beginnings for a suspect to go on with.",
    description = {
      "Reads .jsonl files of kept replies (token ids or text, as detect reads them; prompt beside), in"
          + " the order in which they were served, and writes rows of id, text and prompt: queries.served of a"
          + " plan for lineage test.",
      "",
      "Each ends where a context comes for the first time. Which contexts are taken follows from their"
          + " hash and a seed, and never from what came next: so the test stays exact, and no question has to be"
          + " left out. Reading ends when there are enough."
    },
    footer = {
      "",
      "Example:",
      "  stillwatch mark prefixes replies.jsonl --profile vllm-gumbel:window=2 \\",
      "      --tokenizer o200k_base --count 2000 --out served.jsonl",
    })
final class MarkPrefixesCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of replies.")
  private List<Path> files = List.of();

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "PROFILE",
      description = "What marked them, such as vllm-gumbel:window=2; no key is needed.")
  private String mark = "";

  @Option(
      names = "--tokenizer",
      required = true,
      paramLabel = "NAME",
      description =
          "The marked model's: a tokenizer.json, or an encoding of tiktoken such as o200k_base.")
  private String tokenizer = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The prefixes.")
  private Path out = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "2000",
      description = "At most so many (default: 2000).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the choice (default: 1).")
  private long seed;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "20",
      description = "One context in so many, by its hash (default: 20).")
  private long every;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  MarkPrefixesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    MarkFiles.require(files);
    Profile profile = profile();
    Tokenizer tokens = NamedMarks.tokenizer(Optional.of(tokenizer)).orElseThrow();
    PrefixScan scan;
    try {
      scan =
          new PrefixScan(
              new PrefixScan.Choice(profile.reach().window(), every, count, seed), tokens);
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage("--every and --count take 1 or more");
    }
    try (Writer to = Files.newBufferedWriter(out)) {
      scan.read(files, prefix -> write(prefix, to));
    }
    console.out().println(said(scan));
    return Exit.FINISHED.code();
  }

  private Profile profile() {
    try {
      return Profiles.of(mark);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--profile: " + e.getMessage());
    }
  }

  private static void write(PrefixScan.Prefix prefix, Writer to) {
    try {
      to.write(
          JSON.writeValueAsString(
              new TreeMap<>(
                  Map.of("id", prefix.id(), "text", prefix.text(), "prompt", prefix.prompt()))));
      to.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String said(PrefixScan scan) {
    long aside = scan.setAside().values().stream().mapToLong(n -> n).sum();
    if (json) {
      return JSON.writeValueAsString(
          new TreeMap<>(
              Map.of(
                  "prefixes", scan.taken(),
                  "replies", scan.replies(),
                  "set_aside", aside,
                  "changed", scan.changed())));
    }
    return String.format(
        Locale.ROOT,
        "%,d prefixes of %,d replies; %,d rows set aside, %,d prefixes left out that encode to other tokens.%s",
        scan.taken(),
        scan.replies(),
        aside,
        scan.changed(),
        scan.full() ? "" : " Fewer than asked for: a smaller --every gives more.");
  }
}
