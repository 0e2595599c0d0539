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

/// `stillwatch share leads`: what peers have told a live server.
@Command(
    name = "leads",
    header = "Lists leads of peers that a live server believes, and how many accounts they touch.",
    description = {
      "A lead is a peer's word and decides nothing by itself. --json names the accounts. Role"
          + " investigator; the audit log tells who looked."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch share leads",
      "  stillwatch share leads --json",
    })
final class ShareLeadsCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private LiveOptions server = new LiveOptions();

  @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
  private boolean json;

  ShareLeadsCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode all = server.get(environment, "/v1/share/leads");
    if (json) {
      console.out().println(all);
    } else {
      table(all.path("leads"));
    }
    return Exit.FINISHED.code();
  }

  private void table(JsonNode leads) {
    console
        .out()
        .println(
            "%-46s %-16s %-10s %10s %8s  %s"
                .formatted("LEAD", "FROM", "ABOUT A", "CONFIDENCE", "ACCOUNTS", "UNTIL"));
    for (JsonNode one : leads) {
      console
          .out()
          .println(
              "%-46s %-16s %-10s %10d %,8d  %s"
                  .formatted(
                      one.path("id").asString(),
                      one.path("from").asString(),
                      one.path("kind").asString(),
                      one.path("confidence").asInt(),
                      one.path("accounts").size(),
                      one.path("until").asString()));
    }
  }
}
