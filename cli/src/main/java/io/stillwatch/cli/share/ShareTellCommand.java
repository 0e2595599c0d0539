// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `stillwatch share tell`: a person releases what peers may know.
@Command(
    name = "tell",
    header = "Tells peers of a campaign, of a group that fell short, or a number of one's own.",
    description =
        "The accounts stay: tokens leave in their place. Who told it and why is in the audit log."
            + " Role investigator.",
    footer = {
      "",
      "Examples:",
      "  stillwatch share tell sw-b8b869ede002 --reason \"looked at the evidence\"",
      "  stillwatch share tell sw-b8b869ede002 --preview > what-would-leave.json",
    })
final class ShareTellCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private ReasonOptions server = new ReasonOptions();

  @Parameters(paramLabel = "ID", description = "As stillwatch share told has it.")
  private String id = "";

  @Option(
      names = "--preview",
      fallbackValue = "true",
      description = "Print the objects that would leave, and tell nobody.")
  private boolean preview;

  ShareTellCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    String path = "/v1/share/proposals/" + LiveOptions.part(id);
    if (preview) {
      console.out().println(server.get(environment, path).toPrettyString());
      return Exit.FINISHED.code();
    }
    JsonNode told = server.post(environment, path + "/tell");
    console
        .out()
        .println(
            "%s: %,d objects are on their way as %s"
                .formatted(id, told.path("objects").asInt(), told.path("id").asString()));
    return Exit.FINISHED.code();
  }
}
