// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.scan.MarkScan;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.trace.Tracing;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch mark trace`: whose copy is this leak?
@Command(
    name = "trace",
    header = "Says whose copy a leak is, by the codeword in its marks.",
    description = {
      "For what was served with codewords (docs/marks.md). Each file is one leak of one holder:"
          + " first it is asked whether it is marked at all, and only then who stands out. The files"
          + " share the level among them.",
      "",
      "Of many holders mixed in one file it names nobody. It shows whose replies were copied, not"
          + " who copied them."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch mark trace leak.jsonl --book sglang-gumbel:window=2@tier-2/-/1 --holders"
          + " campaigns.txt",
    })
final class MarkTraceCommand implements Callable<Integer> {
  private static final int LONGEST = 1024;

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private MarkKeys keys = new MarkKeys();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Leaks, as mark detect reads.")
  private List<Path> files = List.of();

  @Option(
      names = "--book",
      required = true,
      paramLabel = "BOOK",
      description =
          "The codebook: PROFILE@TENANT/-/EPOCH, which needs two approvals, or PROFILE@file:PATH"
              + " for its four words.")
  private String book = "";

  @Option(
      names = "--holders",
      required = true,
      paramLabel = "FILE",
      description = "All who might be named, one a line: campaigns or accounts.")
  private Path holders = Path.of("");

  @Option(
      names = "--tokenizer",
      paramLabel = "NAME",
      description = "For text: a tokenizer.json, or an encoding of tiktoken such as o200k_base.")
  private Optional<String> tokenizer = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.001",
      description = "The chance of any false name (default: 0.001).")
  private double level;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  MarkTraceCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    if (!(level > 0 && level < 1)) {
      throw Failure.usage("--level is " + level + "; it takes a chance between 0 and 1");
    }
    MarkFiles.require(files);
    MarkFiles.require(List.of(holders));
    Set<String> who = read(holders);
    Tracing tracing = new NamedMarks(keys, environment).tracing(book, level / files.size());
    if (NamedMarks.ours(book)) {
      begin();
    }
    Optional<Tokenizer> reads = NamedMarks.tokenizer(tokenizer);
    List<TraceText.Leak> leaks = new ArrayList<>();
    for (Path file : files) {
      Scorer scorer = tracing.scorer();
      var scan = new MarkScan(scorer, reads, Optional.empty());
      MarkFiles.read(scan, List.of(file), console, json);
      leaks.add(new TraceText.Leak(file, scan.tokens(), tracing.decode(scorer, who)));
    }
    console
        .out()
        .print(json ? TraceText.json(leaks, who.size()) : TraceText.table(leaks, who.size()));
    return Exit.FINISHED.code();
  }

  /// Somebody who stood there twice would never be ahead of himself.
  private static Set<String> read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      Set<String> all =
          lines.map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.toSet());
      if (all.isEmpty() || all.stream().anyMatch(name -> name.length() > LONGEST)) {
        throw Failure.unusable(
            file + " is no list of holders; write one a line, of up to " + LONGEST + " characters");
      }
      return all;
    } catch (java.io.UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw Failure.unusable(file + " is not UTF-8");
      }
      throw e.getCause();
    }
  }

  private void begin() throws IOException {
    List<Path> read = new ArrayList<>(files);
    read.add(holders);
    String reads = tokenizer.orElse("token ids");
    keys.begin(new MarkRun(List.of("trace " + book), read, reads, level, "none"));
  }
}
