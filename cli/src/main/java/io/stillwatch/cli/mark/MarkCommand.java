// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch mark`: holds `profiles`, `keys`, `config`, `detect`, `trace`, `served`, `prefixes`
/// and `twins`.
@Command(
    name = "mark",
    header = "Watermarks: their keys, the settings of servers, and detection.",
    footer = {
      "",
      "Examples:",
      "  stillwatch mark profiles",
      "  stillwatch mark keys init",
      "  stillwatch mark config --engine vllm --tier suspect --tenant tier-2",
      "  stillwatch mark detect leak.jsonl --mark vllm-gumbel:window=2@tier-2/-/1",
      "  stillwatch mark trace leak.jsonl --book sglang-gumbel:window=2@tier-2/-/1 --holders"
          + " campaigns.txt",
    })
public final class MarkCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /// The command with those that it holds.
  public static CommandLine of(Console console, Map<String, String> environment) {
    return new CommandLine(new MarkCommand())
        .addSubcommand(new MarkProfilesCommand(console))
        .addSubcommand(new MarkKeysCommand(console, environment))
        .addSubcommand(new MarkTwinsCommand(console, environment))
        .addSubcommand(new MarkConfigCommand(console, environment))
        .addSubcommand(new MarkServedCommand(console, environment))
        .addSubcommand(new MarkPrefixesCommand(console))
        .addSubcommand(new MarkDetectCommand(console, environment))
        .addSubcommand(new MarkTraceCommand(console, environment));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command; mark takes profiles, keys, config, detect, trace, served, prefixes or twins");
  }
}
