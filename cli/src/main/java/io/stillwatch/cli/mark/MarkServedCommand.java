// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.scan.MarkScan;
import io.stillwatch.marks.served.ServedIndex;
import java.io.IOException;
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

/// `stillwatch mark served`: which contexts were served under a key.
@Command(
    name = "served",
    header = "Remembers which contexts were served under a key, without the words.",
    description = {
      "Reads replies that were marked, in the files that detect reads, and writes an index of their"
          + " contexts: hashes under the key, of which nobody learns anything who has not the key. A plan of"
          + " lineage test names it as queries.index; a student of a small share is then found sooner.",
      "",
      "--out is written anew; with --add, what it holds is kept, and --add may be given for indexes of"
          + " other gateways."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch mark served replies.jsonl.gz --mark vllm-gumbel:window=2@tier-2/-/1 --out tier-2.served",
      "  stillwatch mark served today.jsonl --mark ... --add tier-2.served --out tier-2.served",
    })
final class MarkServedCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private MarkKeys keys = new MarkKeys();

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files of replies.")
  private List<Path> files = List.of();

  @Option(names = "--mark", required = true, paramLabel = "MARK", description = "As for detect.")
  private String mark = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The index.")
  private Path out = Path.of("");

  @Option(
      names = "--add",
      paramLabel = "FILE",
      description = "An index of the same key and room to add to. May be given again.")
  private List<Path> add = List.of();

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description = "For text: a tokenizer.json, or an encoding of tiktoken such as o200k_base.")
  private Optional<String> tokenizer = Optional.empty();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description = "Of .parquet files (default: the first with a name as in .jsonl).")
  private Optional<String> column = Optional.empty();

  @Option(
      names = "--room",
      paramLabel = "N",
      defaultValue = "50000000",
      description = "Distinct contexts to remember, ten bits each (default: 50,000,000).")
  private long room;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  MarkServedCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    MarkFiles.require(files);
    MarkFiles.require(add);
    if (files.isEmpty() && add.isEmpty()) {
      throw Failure.usage("nothing to read; name files of replies, or indexes by --add");
    }
    Mark under = new NamedMarks(keys, environment).mark(mark);
    ServedIndex index = index(under);
    var scan =
        new MarkScan(
            passage -> index.add(passage.reply()), NamedMarks.tokenizer(tokenizer), column);
    MarkFiles.read(scan, files, console, json);
    index.write(out);
    console.out().println(said(index, scan));
    return Exit.FINISHED.code();
  }

  private ServedIndex index(Mark under) throws IOException {
    try {
      ServedIndex index = ServedIndex.of(under, room);
      for (Path file : add) {
        index.merge(ServedIndex.read(file, under));
      }
      return index;
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage(String.valueOf(wrong.getMessage()));
    } catch (IOException unread) {
      throw Failure.unusable(String.valueOf(unread.getMessage()));
    }
  }

  private String said(ServedIndex index, MarkScan scan) throws IOException {
    long aside = scan.setAside().values().stream().mapToLong(n -> n).sum();
    if (json) {
      return JSON.writeValueAsString(
          new TreeMap<>(
              Map.of(
                  "replies", scan.passages(),
                  "tokens", scan.tokens(),
                  "set_aside", aside,
                  "contexts", index.contexts(),
                  "left_out", index.leftOut(),
                  "false_positives", index.falsePositives(),
                  "bytes", Files.size(out))));
    }
    return String.format(
        Locale.ROOT,
        "%,d replies of %,d tokens, %,d rows set aside: %,d contexts, %,d left out for want of room; a context"
            + " never served stands there with chance %.4f; %,d bytes.",
        scan.passages(),
        scan.tokens(),
        aside,
        index.contexts(),
        index.leftOut(),
        index.falsePositives(),
        Files.size(out));
  }
}
