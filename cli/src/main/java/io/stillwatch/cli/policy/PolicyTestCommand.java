// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `stillwatch policy test`: a policy against history.
@Command(
    name = "test",
    header = "Says what a policy would have done with the findings of scans.",
    description =
        "Plays the ladder over the findings of scans in the order of their event time, and then once"
            + " a day as if the last finding stood. Nothing is enforced and nothing is kept.",
    footer = {
      "",
      "Examples:",
      "  stillwatch policy test policy.toml found/",
      "  stillwatch policy test policy.toml monday/ tuesday/ wednesday/ --days 14",
      "  stillwatch policy test policy.toml found/ --labels world/labels/ --json",
    })
final class PolicyTestCommand implements Callable<Integer> {
  private final PolicyJobs jobs;
  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "The policy file.")
  private Path file = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FOUND_DIR",
      description = "--out folders of scans.")
  private List<Path> found = new ArrayList<>();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "Days for which the last finding stands on, 0 to 365 (default: 7).")
  private int days = 7;

  @Option(
      names = "--accounts",
      paramLabel = "FILE",
      description =
          "CSV of what you know: account_id,tier and one column for each policy fact, such as"
              + " programme.")
  private Optional<Path> accounts = Optional.empty();

  @Option(
      names = "--labels",
      paramLabel = "DIR",
      description = "The labels of an arena world: then innocents are counted.")
  private Optional<Path> labels = Optional.empty();

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  PolicyTestCommand(PolicyJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (days < 0 || days > 365) {
      throw Failure.usage("--days is " + days + "; it takes 0 to 365");
    }
    for (Path folder : found) {
      if (!Files.isDirectory(folder)) {
        throw Failure.unusable(folder + " is not a folder; name the --out folder of a scan");
      }
    }
    Tried tried = jobs.tryPolicy(new DryRunRequest(file, found, days, accounts, labels));
    console.out().println((json ? tried.json() : tried.text()).stripTrailing());
    return Exit.FINISHED.code();
  }
}
