// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

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
  private final Rooms rooms;
  private final Console console;

  PolicyShowCommand(Rooms rooms, Console console) {
    this.rooms = rooms;
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(rooms.standardPolicy());
    console.out().flush();
    return Exit.FINISHED.code();
  }
}
