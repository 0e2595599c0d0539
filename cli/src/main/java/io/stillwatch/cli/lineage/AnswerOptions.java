// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.lineage.compare.AnswerFields;
import io.stillwatch.lineage.compare.AnswerFiles;
import io.stillwatch.lineage.compare.Answers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which answers are read, and where in their lines things are.
final class AnswerOptions {
  @Parameters(
      paramLabel = "ANSWERS",
      arity = "1..*",
      description = "Files or folders of answers, JSON Lines, plain or gzipped.")
  private List<Path> answers = new ArrayList<>();

  @Option(
      names = "--prompt-field",
      split = ",",
      paramLabel = "NAMES",
      description = "Where a prompt's id is; a+b: both together. Default: prompt, q, id or i.")
  private List<String> prompts = AnswerFields.USUAL.prompts();

  @Option(
      names = "--answer-field",
      split = ",",
      paramLabel = "NAMES",
      description = "Where the answer is. Default: answer, o or output.")
  private List<String> texts = AnswerFields.USUAL.answers();

  @Option(
      names = "--model-field",
      split = ",",
      paramLabel = "NAMES",
      description = "Whose answer it is, else the file's name. Default: model or m.")
  private List<String> models = AnswerFields.USUAL.models();

  @Option(
      names = "--gold-field",
      split = ",",
      paramLabel = "NAMES",
      description = "The right answer, in these files or one beside them. Default: gold.")
  private List<String> golds = AnswerFields.USUAL.golds();

  @Option(
      names = "--files",
      paramLabel = "REGEX",
      description = "Only files whose name without ending is this; a (group) is the model.")
  private String files = AnswerFields.USUAL.files().pattern();

  /// Reads them.
  Answers read() {
    try {
      return AnswerFiles.read(
          answers, new AnswerFields(prompts, texts, models, golds, Pattern.compile(files)));
    } catch (PatternSyntaxException wrong) {
      throw Failure.usage("--files is not a regular expression: " + wrong.getDescription());
    } catch (IOException unusable) {
      throw Failure.unusable("answers cannot be used: " + unusable.getMessage());
    }
  }
}
