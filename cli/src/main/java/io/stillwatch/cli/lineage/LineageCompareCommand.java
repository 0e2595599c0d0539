// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.compare.Answers;
import io.stillwatch.lineage.compare.ComparisonReport;
import io.stillwatch.lineage.trial.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stillwatch lineage compare`: collected answers alone.
@Command(
    name = "compare",
    header = "Says what a model has from a teacher beyond control models, by their answers alone.",
    description =
        "Answers are JSON Lines, one file a model or with a field model; each line has prompt and"
            + " answer. Controls are models that are known not to come from the teacher: the more,"
            + " the smaller p can be. What it finds corroborates and proves nothing.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage compare answers/ --teacher ours --suspect theirs --control a,b,c",
      "  stillwatch lineage compare answers/ --teacher ours --suspect theirs --control a,b,c \\",
      "      --html report.html",
    })
final class LineageCompareCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final AnswerOptions answers = new AnswerOptions();

  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "MODEL",
      description = "Whose outputs.")
  private String teacher = "";

  @Option(
      names = "--suspect",
      required = true,
      paramLabel = "MODEL",
      description = "Who may have learned them.")
  private String suspect = "";

  @Option(
      names = "--control",
      required = true,
      split = ",",
      paramLabel = "MODELS",
      description = "Models known not to come from the teacher, three or more.")
  private List<String> controls = new ArrayList<>();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the inheritance report there.")
  private Optional<Path> html = Optional.empty();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  LineageCompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Answers read = answers.read();
    ComparisonReport report;
    try {
      report = ComparisonReport.of(read, teacher, suspect, controls);
    } catch (IllegalArgumentException tooLittle) {
      throw Failure.usage(String.valueOf(tooLittle.getMessage()));
    }
    if (html.isPresent()) {
      Files.writeString(html.get(), report.html());
    }
    console.out().println(json ? Json.canonical(report.figures()) : report.text().stripTrailing());
    return Exit.FINISHED.code();
  }
}
