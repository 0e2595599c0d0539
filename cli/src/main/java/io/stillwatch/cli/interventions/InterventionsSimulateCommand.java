// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.cli.kit.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stillwatch interventions simulate`: plans on made-up traffic.
@Command(
    name = "simulate",
    header = "Plays plans on made-up traffic of honest groups and of campaigns.",
    description =
        "A coin picks one of two adjacent ten-minute slots, in which half of a group is put off."
            + " If one operator runs the group, its other half takes over the work. Says how strong"
            + " that evidence would be after how many pairs of slots, how often honest groups would"
            + " be accused, and how many requests customers would have to send twice. Touches"
            + " nobody.",
    footer = {
      "",
      "Examples:",
      "  stillwatch interventions simulate",
      "  stillwatch interventions simulate --pairs 40 --accounts 30 --failover 0.2,0.4",
      "  stillwatch interventions simulate --runs 2000 --json",
    })
final class InterventionsSimulateCommand implements Callable<Integer> {
  private final InterventionsJobs jobs;
  private final Console console;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "100",
      description = "Accounts of the tested group, 4 or more (default: 100).")
  private int accounts = 100;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Pairs of slots, one in ten hours, 1 to 400 (default: 20).")
  private int pairs = 20;

  @Option(
      names = "--failover",
      paramLabel = "SHARES",
      split = ",",
      defaultValue = "0,0.1,0.3,0.5",
      description =
          "Shares of what is put off that a campaign moves to its other accounts at once, one"
              + " campaign each (default: 0,0.1,0.3,0.5).")
  private List<Double> failover = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "300",
      description = "Plans for each kind of traffic (default: 300).")
  private int runs = 300;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which traffic and which coins (default: 1).")
  private long seed = 1;

  @Option(names = "--json", fallbackValue = "true", description = "Print the result as JSON.")
  private boolean json;

  InterventionsSimulateCommand(InterventionsJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  @Override
  public Integer call() {
    check(accounts >= 4, "--accounts is " + accounts + "; it takes 4 or more");
    check(pairs >= 1 && pairs <= 400, "--pairs is " + pairs + "; it takes 1 to 400");
    check(runs >= 1, "--runs is " + runs + "; it takes 1 or more");
    for (double share : failover) {
      check(
          share >= 0 && share <= 1,
          "--failover holds " + share + "; it takes shares from 0 to 1, with commas between");
    }
    Simulated told = jobs.simulate(new SimulationRequest(accounts, pairs, failover, runs, seed));
    console.out().println((json ? told.json() : told.text()).stripTrailing());
    return Exit.FINISHED.code();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw Failure.usage(otherwise);
    }
  }
}
