// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Decoys;
import io.stillwatch.marks.Findings;
import io.stillwatch.marks.Findings.Finding;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.scan.MarkScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch mark detect`: is this text marked under one of these keys?
@Command(
    name = "detect",
    header = "Says whether a text is marked under one of several keys.",
    description = {
      "Reads .jsonl files (token_ids, or text under text, output, reply, completion, response or"
          + " content; prompt_token_ids beside them), .parquet files with such columns, and plain text; .gz too. A pair of context and token"
          + " counts once over all files. p-values are corrected for the number of marks; the decoy"
          + " p-value ranks the key among random ones and needs no theory.",
      "",
      "A mark is PROFILE@TENANT/CAMPAIGN/EPOCH for a key of ours, which needs two approvals, or"
          + " PROFILE@file:PATH for the words of a key, decimal or 0x, that stand in a file."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch mark detect leak.jsonl --mark vllm-gumbel@tier-2/-/1",
      "  stillwatch mark detect essay.txt --tokenizer tokenizer.json --mark sglang-gumbel@file:key",
    })
final class MarkDetectCommand implements Callable<Integer> {
  private static final int KEPT = 20_000;

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private MarkKeys keys = new MarkKeys();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to read.")
  private List<Path> files = List.of();

  @Option(
      names = "--mark",
      required = true,
      paramLabel = "MARK",
      description = "What to look for. May be given again.")
  private List<String> marks = List.of();

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
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.0001",
      description = "The chance of any false finding (default: 0.0001).")
  private double level;

  @Option(
      names = "--decoys",
      paramLabel = "N",
      defaultValue = "9999",
      description = "Random keys to rank the true one among, 0 to 1,000,000 (default: 9999).")
  private int decoys;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the decoys (default: 1).")
  private long seed;

  @Option(
      names = "--room",
      paramLabel = "N",
      defaultValue = "64000000",
      description = "Distinct pairs to remember; later ones are left out (default: 64,000,000).")
  private long room;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  MarkDetectCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    require();
    List<Mark> asked = new ArrayList<>();
    var named = new NamedMarks(keys, environment);
    boolean ours = false;
    for (String words : marks) {
      asked.add(named.mark(words));
      ours |= NamedMarks.ours(words);
    }
    if (ours) {
      begin();
    }
    var scorer = new Scorer(asked, room).keeping(decoys == 0 ? 1 : KEPT);
    var scan = new MarkScan(scorer, NamedMarks.tokenizer(tokenizer), column);
    MarkFiles.read(scan, files, console, json);
    List<Optional<Decoys>> ranks = asked.stream().map(mark -> rank(scorer, mark)).toList();
    List<Finding> findings = Findings.of(asked, scorer, level).marks();
    if (json) {
      console.out().println(MarkText.json(findings, ranks, scan));
    } else {
      console.out().print(MarkText.table(findings, ranks, scan));
    }
    return Exit.FINISHED.code();
  }

  private void require() {
    if (!(level > 0 && level < 1)) {
      throw Failure.usage("--level is " + level + "; it takes a chance between 0 and 1");
    }
    if (decoys < 0 || decoys > Decoys.MOST) {
      throw Failure.usage("--decoys is " + decoys + "; it takes 0 to 1000000");
    }
    if (room < 1) {
      throw Failure.usage("--room is " + room + "; it takes 1 or more");
    }
    MarkFiles.require(files);
  }

  private void begin() throws IOException {
    String decoysOf = decoys + " from " + seed;
    String reads = tokenizer.orElse("token ids") + column.map(name -> " column " + name).orElse("");
    keys.begin(new MarkRun(marks, files, reads, level, decoysOf));
  }

  private Optional<Decoys> rank(Scorer scorer, Mark mark) {
    return decoys == 0 ? Optional.empty() : Optional.of(Decoys.rank(scorer, mark, decoys, seed));
  }
}
