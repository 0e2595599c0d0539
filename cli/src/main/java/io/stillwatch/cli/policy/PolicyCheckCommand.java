// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `stillwatch policy check`: everything that is wrong with a policy file.
@Command(
    name = "check",
    header = "Says what is wrong with a policy file, each with its line.",
    footer = {
      "",
      "Example:",
      "  stillwatch policy check policy.toml",
    })
final class PolicyCheckCommand implements Callable<Integer> {
  private final PolicyJobs jobs;
  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
  private Path file = Path.of("");

  PolicyCheckCommand(PolicyJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<String> wrong = jobs.checkPolicy(file);
    if (wrong.isEmpty()) {
      console.out().println(file + " can be used.");
      return Exit.FINISHED.code();
    }
    wrong.forEach(line -> console.complain(file + ", " + line));
    return Exit.UNUSABLE.code();
  }
}
