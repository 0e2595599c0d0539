// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `stillwatch share take-back`: a person takes back what was told.
@Command(
    name = "take-back",
    header = "Takes back what was told, for good; every peer undoes what it did on its strength.",
    description = "Role investigator.",
    footer = {
      "",
      "Examples:",
      "  stillwatch share take-back telling--0b6c1b0e-6f3b-4f0e-9b59-0c1f0b0d8a11 \\",
      "    --reason \"a university, see the appeal of 3 May\"",
    })
final class ShareTakeBackCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private ReasonOptions server = new ReasonOptions();

  @Parameters(paramLabel = "TELLING", description = "As stillwatch share told has it.")
  private String id = "";

  ShareTakeBackCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    String path = "/v1/share/told/" + LiveOptions.part(id) + "/take-back";
    server.post(environment, path);
    console.out().println(id + " is taken back");
    return Exit.FINISHED.code();
  }
}
