// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.dossier.Dossier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stillwatch version`: which build this is, and what runs it.
@Command(
    name = "version",
    header = "Says which build this is, and which Java runs it.",
    footer = {"", "Example:", "  stillwatch version"})
public final class VersionCommand implements Callable<Integer> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println("stillwatch " + Dossier.version() + " (Java " + Runtime.version() + ")");
    return Exit.FINISHED.code();
  }
}
