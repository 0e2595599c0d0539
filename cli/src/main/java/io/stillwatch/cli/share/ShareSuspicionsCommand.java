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

/// `stillwatch share suspicions`: what one's own evidence and that of peers say together.
@Command(
    name = "suspicions",
    header = "Lists what peers suspect, what a live server measured of it, and both together.",
    description = {
      "Numbers are decimal logarithms of e-values. A suspicion crosses when the product without the"
          + " largest of the others' numbers reaches the line; it is confirmed when one's own is"
          + " 1.30 (e = 20) or more, too. Then it is for a person to look at; nothing follows by"
          + " itself. Role investigator."
    },
    footer = {
      "",
      "Examples:",
      "  stillwatch share suspicions",
      "  stillwatch share suspicions --json",
    })
final class ShareSuspicionsCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private LiveOptions server = new LiveOptions();

  @Option(names = "--json", fallbackValue = "true", description = "Print one object.")
  private boolean json;

  ShareSuspicionsCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    JsonNode all = server.get(environment, "/v1/share/suspicions");
    if (json) {
      console.out().println(all);
      return Exit.FINISHED.code();
    }
    line(
        "%-46s %-12s %8s %5s %7s %7s %7s %7s  %s"
            .formatted(
                "SUSPICION",
                "TOLD BY",
                "ACCOUNTS",
                "LOOKS",
                "OWN",
                "PRODUCT",
                "WITHOUT",
                "LINE",
                "STATE"));
    for (JsonNode one : all.path("suspicions")) {
      line(
          "%-46s %-12s %,8d %5d %7.2f %7.2f %7.2f %7.2f  %s"
              .formatted(
                  one.path("id").asString(),
                  one.path("told_by").asString(),
                  one.path("accounts").size(),
                  one.path("looks").asInt(),
                  one.path("log10_own").asDouble(),
                  one.path("product").asDouble(),
                  one.path("guarded").asDouble(),
                  one.path("line").asDouble(),
                  one.path("state").asString()));
    }
    return Exit.FINISHED.code();
  }

  private void line(String text) {
    console.out().println(text);
  }
}
