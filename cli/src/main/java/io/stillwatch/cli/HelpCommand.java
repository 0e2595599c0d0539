// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/// `stillwatch help`: the same text as `--help`, for any command.
@Command(
    name = "help",
    header = "Shows the help of a command.",
    footer = {
      "",
      "Examples:",
      "  stillwatch help scan",
      "  stillwatch help arena write",
    })
final class HelpCommand implements Callable<Integer> {
  private final CommandLine all;
  private final Console console;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, such as scan, or arena write.")
  private List<String> words = List.of();

  HelpCommand(CommandLine all, Console console) {
    this.all = all;
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine at = all;
    for (String word : words) {
      CommandLine next = at.getSubcommands().get(word);
      if (next == null) {
        throw new UnmatchedArgumentException(at, List.of(word));
      }
      at = next;
    }
    at.usage(console.out());
    return Exit.FINISHED.code();
  }
}
