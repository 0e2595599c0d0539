// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options of commands that work with a server's settings.
public final class Served {
  private static final Path USUAL = Path.of("stillwatch.toml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings (default: stillwatch.toml, if there is one). See stillwatch config.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as server.listen=127.0.0.1:8080. May be given again.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of everything that is kept (default: stillwatch-data).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "JDBC address of a PostgreSQL (default: a file in the data folder).")
  private Optional<String> database = Optional.empty();

  /// All settings together.
  ///
  /// @throws Failure when one cannot be used
  public Settings settings(Map<String, String> environment) throws IOException {
    return settings(environment, Map.of());
  }

  /// The same with some that other options set.
  Settings settings(Map<String, String> environment, Map<String, String> more) throws IOException {
    Optional<Path> file = config.or(() -> Optional.of(USUAL).filter(Files::exists));
    if (file.isPresent() && !Files.exists(file.get())) {
      throw Failure.usage("--config " + file.get() + " does not exist");
    }
    var options = new LinkedHashMap<>(set);
    options.putAll(more);
    data.ifPresent(folder -> options.put("server.data", folder.toString()));
    database.ifPresent(url -> options.put("server.database", url));
    try {
      return Settings.of(file, environment, options);
    } catch (BadSetting e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
