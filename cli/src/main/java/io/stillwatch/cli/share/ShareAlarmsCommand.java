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
import tools.jackson.databind.JsonNode;

/// `stillwatch share alarms`: canaries that came back.
@Command(
    name = "alarms",
    header = "Lists invented tokens that came back to a live server.",
    description = {
      "Each peer is told a few tokens that nobody can have. Whoever reports one has passed on what"
          + " it did not see, or had it from the peer that holds it. Role investigator."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch share alarms",
      "  stillwatch share alarms --json",
    })
final class ShareAlarmsCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private LiveOptions server = new LiveOptions();

  @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
  private boolean json;

  ShareAlarmsCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode all = server.get(environment, "/v1/share/alarms");
    if (json) {
      console.out().println(all);
    } else {
      table(all.path("alarms"));
    }
    return Exit.FINISHED.code();
  }

  private void table(JsonNode alarms) {
    console.out().println("%-24s %-24s %s".formatted("REPORTED BY", "TOLD TO", "AT"));
    for (JsonNode one : alarms) {
      console
          .out()
          .println(
              "%-24s %-24s %s"
                  .formatted(
                      one.path("reporter").asString(),
                      one.path("holder").asString(),
                      one.path("at").asString()));
    }
  }
}
