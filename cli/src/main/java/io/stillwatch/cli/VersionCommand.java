// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.dossier.Dossier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stillwatch version`: which build this is, and what runs it.
@Command(
    name = "version",
    header = "Says which build this is, and which Java runs it.",
    footer = {"", "Example:", "  stillwatch version"})
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println("stillwatch " + version() + " (Java " + Runtime.version() + ")");
    return Exit.FINISHED.code();
  }

  /// The version in the project's pom.xml.
  static String version() {
    return Dossier.version();
  }
}
