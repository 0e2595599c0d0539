// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.compare.Known;
import io.stillwatch.lineage.compare.Study;
import io.stillwatch.lineage.compare.StudyReport;
import io.stillwatch.lineage.trial.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch lineage study`: how far comparison can be believed.
@Command(
    name = "study",
    header = "Holds compare against models whose descent is publicly known.",
    description =
        "Says how far it tells students from others, by which traits, and how often it would speak"
            + " against the innocent.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage study answers/",
      "  stillwatch lineage study answers/ --files 'v01\\.(.+)' --svg study.svg",
      "  stillwatch lineage study answers.jsonl --known mine.csv --json",
    })
final class LineageStudyCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final AnswerOptions answers = new AnswerOptions();

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description = "A list of your own: model,family,base,taught,confidence,source.")
  private Optional<Path> list = Optional.empty();

  @Option(names = "--svg", paramLabel = "FILE", description = "Write the plot there.")
  private Optional<Path> svg = Optional.empty();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  LineageStudyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    StudyReport report;
    try {
      Known known = list.isPresent() ? Known.read(list.get()) : Known.published();
      report = new StudyReport(Study.of(answers.read(), known));
    } catch (IllegalArgumentException unusable) {
      throw Failure.unusable(String.valueOf(unusable.getMessage()));
    }
    if (svg.isPresent()) {
      Files.writeString(svg.get(), report.svg());
    }
    console.out().println(json ? Json.canonical(report.figures()) : report.text().stripTrailing());
    return Exit.FINISHED.code();
  }
}
