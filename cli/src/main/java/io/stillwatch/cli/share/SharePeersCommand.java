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

/// `stillwatch share peers`: who is in the coalition with a live server.
@Command(
    name = "peers",
    header = "Lists the peers of a live server, and what became of what they said.",
    description = {
      "CONFIRMED and REFUTED count leads by what one's own evidence or two other peers said of them."
          + " WAITING are events that a peer has not taken yet. Role viewer."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch share peers",
      "  stillwatch share peers --json",
    })
final class SharePeersCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private LiveOptions server = new LiveOptions();

  @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
  private boolean json;

  SharePeersCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode all = server.get(environment, "/v1/share/peers");
    if (json) {
      console.out().println(all);
    } else {
      table(all.path("peers"));
    }
    return Exit.FINISHED.code();
  }

  private void table(JsonNode peers) {
    console
        .out()
        .println(
            "%-24s %-12s %9s %8s %8s".formatted("PEER", "TIER", "CONFIRMED", "REFUTED", "WAITING"));
    for (JsonNode one : peers) {
      long right = 0;
      long wrong = 0;
      for (JsonNode kind : one.path("kinds")) {
        right += kind.path("confirmed").asLong();
        wrong += kind.path("refuted").asLong();
      }
      String tier = one.path("tier").asString();
      console
          .out()
          .println(
              "%-24s %-12s %,9d %,8d %,8d"
                  .formatted(
                      one.path("name").asString(),
                      tier,
                      right,
                      wrong,
                      one.path("waiting").asInt()));
    }
  }
}
