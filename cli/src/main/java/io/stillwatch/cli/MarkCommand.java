// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `stillwatch mark`: holds `profiles`, `keys`, `config`, `detect` and `twins`.
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
    })
final class MarkCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command; mark takes profiles, keys, config, detect or twins");
  }
}
