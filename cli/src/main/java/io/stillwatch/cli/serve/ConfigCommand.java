// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stillwatch config`: all settings, with what they are and who set them.
@Command(
    name = "config",
    header = "Shows the settings of serve: what each is, its value, and who set it.",
    footer = {
      "",
      "Examples:",
      "  stillwatch config",
      "  stillwatch config --config stillwatch.toml",
      "",
      "The output is a stillwatch.toml to start from. No setting holds a secret: those are files.",
    })
public final class ConfigCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, String> environment;

  @Mixin private Served served = new Served();

  public ConfigCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = served.settings(environment);
    String table = "";
    for (Key key : Key.values()) {
      String[] parts = key.path().split("\\.", 2);
      if (!parts[0].equals(table)) {
        console.out().println((table.isEmpty() ? "[" : "\n[") + parts[0] + "]");
        table = parts[0];
      }
      Settings.Value value = settings.value(key);
      String text = value.text().replace("\\", "\\\\").replace("\"", "\\\"");
      console
          .out()
          .println(
              "%s = \"%s\"  # %s (%s)".formatted(parts[1], text, key.meaning(), value.origin()));
    }
    return Exit.FINISHED.code();
  }
}
