// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.cli.kit.Reporting;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.Traced;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch lineage traced`: did questions of a test come back to us?
@Command(
    name = "traced",
    header = "Looks for a test's tracers among the questions that we were asked ourselves.",
    description =
        "A plan with controls.tracers asks the suspect some questions, each with a word of eleven random"
            + " syllables. Where such a word stands in our own log, the suspect passes questions on to us"
            + " while it is asked; the account that asked us is its way in. Reads exchange logs as scan does.",
    footer = {
      "",
      "Example:",
      "  stillwatch lineage traced theirs.jsonl logs/",
    })
final class LineageTracedCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "EVIDENCE", description = "The evidence of the test.")
  private Path evidence = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "LOG",
      description = "Exchange logs, files or folders, of the days of the test.")
  private List<Path> logs = List.of();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  LineageTracedCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    for (Path log : logs) {
      if (!Files.isReadable(log)) {
        throw Failure.unusable(log + " cannot be read; name a file, or a folder of logs");
      }
    }
    try {
      var traced = new Traced(evidence);
      Found found = Reporting.during(console, json, line -> search(traced, line));
      console.out().println(json ? json(traced, found) : text(traced, found));
      return Exit.FINISHED.code();
    } catch (BadInput wrong) {
      throw Failure.unusable(wrong.line());
    }
  }

  private Found search(Traced traced, Progress progress) throws IOException {
    var found = new Found(traced);
    progress.phase("looking");
    try (Source source = Sources.open(SourceConfig.of(logs))) {
      for (Block block = source.next(); block != null; block = source.next()) {
        block.read(found);
        progress.update(source.bytesRead(), source.bytesTotal(), found.exchanges);
      }
    }
    return found;
  }

  /// What was read, and what came back.
  private static final class Found implements Sink {
    private final Traced traced;
    private final List<Traced.Hit> hits = new ArrayList<>();
    private long exchanges;
    private long rejected;

    Found(Traced traced) {
      this.traced = traced;
    }

    @Override
    public void exchange(Exchange exchange, Place place) {
      exchanges++;
      hits.addAll(traced.in(exchange));
    }

    @Override
    public void signup(Signup signup, Place place) {}

    @Override
    public void reject(Rejected line) {
      rejected++;
    }
  }

  private static String json(Traced traced, Found found) {
    List<Map<String, Object>> hits =
        found.hits.stream()
            .map(
                hit ->
                    Map.<String, Object>of(
                        "query", hit.query(),
                        "asked", hit.asked(),
                        "account", hit.account(),
                        "request", hit.request(),
                        "at", Instant.ofEpochMilli(hit.at()).toString()))
            .toList();
    return Json.canonical(
        Map.of(
            "tracers",
            traced.tracers(),
            "exchanges",
            found.exchanges,
            "rejected",
            found.rejected,
            "hits",
            hits));
  }

  private static String text(Traced traced, Found found) {
    var text = new StringBuilder();
    text.append(
        "%,d tracers, %,d exchanges read, %,d lines rejected: %,d came back."
            .formatted(traced.tracers(), found.exchanges, found.rejected, found.hits.size()));
    if (found.hits.isEmpty()) {
      text.append("\nThat shows nothing about days, keys or services whose logs are not here.");
      return text.toString();
    }
    text.append(
        "\n\n%-12s%-26s%-26s%-24s%s"
            .formatted("TRACER", "ANSWERED", "ASKED OF US", "ACCOUNT", "REQUEST"));
    for (Traced.Hit hit : found.hits) {
      text.append(
          "\n%-12s%-26s%-26s%-24s%s"
              .formatted(
                  hit.query(),
                  hit.asked(),
                  Instant.ofEpochMilli(hit.at()),
                  hit.account(),
                  hit.request()));
    }
    return text
        + "\n\nThe suspect, or somebody who reads what it is asked, passed these questions on to us.";
  }
}
