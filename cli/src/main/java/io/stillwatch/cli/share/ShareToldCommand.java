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

/// `stillwatch share told`: what a live server told its peers, and what it could.
@Command(
    name = "told",
    header = "Lists what a live server told its peers, and what it could tell.",
    description = {
      "Nothing leaves before somebody tells it, unless share.tell is named. What no longer stands is"
          + " taken back by itself. Role investigator."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch share told",
      "  stillwatch share told --json --token-file investigator.token",
    })
final class ShareToldCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private LiveOptions server = new LiveOptions();

  @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
  private boolean json;

  ShareToldCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode proposals = server.get(environment, "/v1/share/proposals").path("proposals");
    JsonNode told = server.get(environment, "/v1/share/told?limit=1000").path("told");
    if (json) {
      console.out().println("{\"proposals\":%s,\"told\":%s}".formatted(proposals, told));
    } else {
      proposals(proposals);
      told(told);
    }
    return Exit.FINISHED.code();
  }

  private void proposals(JsonNode all) {
    line(
        "%-30s %-9s %8s %9s %8s %8s"
            .formatted("COULD BE TOLD", "KIND", "ACCOUNTS", "MATCHABLE", "LOG10 E", "LINE"));
    for (JsonNode one : all) {
      line(
          "%-30s %-9s %,8d %,9d %8.2f %8.2f"
              .formatted(
                  one.path("id").asString(),
                  one.path("kind").asString(),
                  one.path("accounts").asInt(),
                  one.path("matchable").asInt(),
                  one.path("log10_e").asDouble(),
                  one.path("line").asDouble()));
    }
  }

  private void told(JsonNode all) {
    line("");
    line("%-45s %-30s %s".formatted("TOLD", "ABOUT", "STATE"));
    for (JsonNode one : all) {
      line(
          "%-45s %-30s %s"
              .formatted(one.path("id").asString(), one.path("subject").asString(), state(one)));
    }
  }

  private static String state(JsonNode one) {
    JsonNode back = one.path("taken_back");
    String stands =
        back.isObject()
            ? "taken back: " + back.path("why").asString()
            : "%,d accounts, by %s"
                .formatted(one.path("accounts").asInt(), one.path("by").asString());
    return stands + (one.path("sent").asBoolean() ? "" : " (on its way)");
  }

  private void line(String text) {
    console.out().println(text);
  }
}
