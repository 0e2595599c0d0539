// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stillwatch policy show`: the policy that is in force when nobody wrote one.
@Command(
    name = "show",
    header = "Prints the standard policy, as a file to start from.",
    footer = {
      "",
      "Example:",
      "  stillwatch policy show > policy.toml",
    })
final class PolicyShowCommand implements Callable<Integer> {
  private final PolicyJobs jobs;
  private final Console console;

  PolicyShowCommand(PolicyJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(jobs.standardPolicy());
    console.out().flush();
    return Exit.FINISHED.code();
  }
}
