// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.scan.Replies;
import io.stillwatch.marks.served.Cuts;
import io.stillwatch.marks.served.Cuts.Cut;
import java.io.IOException;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/// `stillwatch mark prefixes`: beginnings of replies, for a suspect to go on with.
@Command(
    name = "prefixes",
    header = "Cuts replies that we served into beginnings for a suspect to go on with.",
    description = {
      "Reads .jsonl files of kept replies (text under output, reply, completion, response, text or"
          + " content; prompt beside it), in the order in which they were served, and writes rows of id, text and"
          + " prompt: queries.served of a plan for lineage test.",
      "",
      "Each ends in a context that no reply had before, chosen by a hash of that context and a seed,"
          + " never by what came next: so the test stays exact, and no question has to be left out."
    },
    footer = {
      "",
      "Example:",
      "  stillwatch mark prefixes replies.jsonl --mark vllm-gumbel:window=2@tier-2/sw-17/1 \\",
      "      --tokenizer o200k_base --count 2000 --out served.jsonl",
    })
final class MarkPrefixesCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private MarkKeys keys = new MarkKeys();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of replies.")
  private List<Path> files = List.of();

  @Option(names = "--mark", required = true, paramLabel = "MARK", description = "As for detect.")
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
      names = "--longest",
      paramLabel = "N",
      defaultValue = "400",
      description = "Tokens of a prefix at most (default: 400).")
  private int longest;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  MarkPrefixesCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    MarkFiles.require(files);
    if (count < 1 || longest < 1) {
      throw Failure.usage("--count and --longest take 1 or more");
    }
    Mark under = new NamedMarks(keys, environment).mark(mark);
    var cuts =
        new Cuts(
            under,
            NamedMarks.tokenizer(Optional.of(tokenizer)).orElseThrow(),
            new Cuts.Choice(count, seed, longest));
    var replies = new Replies();
    for (Path file : files) {
      replies.read(file, cuts::add);
    }
    write(cuts.chosen());
    console.out().println(said(cuts, replies));
    return Exit.FINISHED.code();
  }

  private String said(Cuts cuts, Replies replies) {
    long aside = replies.setAside().values().stream().mapToLong(n -> n).sum();
    if (json) {
      return JSON.writeValueAsString(
          new TreeMap<>(
              Map.of(
                  "prefixes", cuts.chosen().size(),
                  "set_aside", aside,
                  "refused", cuts.refused(),
                  "left_out", cuts.leftOut())));
    }
    return String.format(
        Locale.ROOT,
        "%,d prefixes; %,d rows set aside, %,d replies whose pieces are other tokens than the whole, %,d without room.",
        cuts.chosen().size(),
        aside,
        cuts.refused(),
        cuts.leftOut());
  }

  private void write(List<Cut> all) throws IOException {
    try (Writer to = Files.newBufferedWriter(out)) {
      for (Cut cut : all) {
        to.write(
            JSON.writeValueAsString(
                Map.of(
                    "id", Long.toString(cut.number()),
                    "text", cut.text(),
                    "prompt", cut.prompt())));
        to.write('\n');
      }
    }
  }
}
