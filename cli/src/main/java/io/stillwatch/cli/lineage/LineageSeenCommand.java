// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.lineage;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.lineage.compare.Seen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stillwatch lineage seen`: what patterns see in answers.
@Command(
    name = "seen",
    header = "Counts refusals, claims of identity and final answers that compare sees.",
    description =
        "For holding its patterns against answers that somebody else has labelled, one file or model"
            + " field a label.",
    footer = {
      "",
      "Examples:",
      "  stillwatch lineage seen answers/",
      "  stillwatch lineage seen labelled.jsonl --model-field label --answer-field text",
    })
final class LineageSeenCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final AnswerOptions answers = new AnswerOptions();

  LineageSeenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Seen> seen = Seen.of(answers.read());
    console.out().println(Seen.header());
    seen.forEach(one -> console.out().println(one.line()));
    console.out().println(Seen.total(seen).line());
    return Exit.FINISHED.code();
  }
}
