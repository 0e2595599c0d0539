// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.gateway.GatewayStats.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which account the name of an API key stands for: lines `key-0123... account`, `#` begins a
/// comment. Looked at again when the file changes; one that cannot be read changes nothing.
final class Mapping {
  private static final System.Logger LOG = System.getLogger(Mapping.class.getName());
  private static final long LARGEST = 256L << 20;

  private final Optional<Path> file;
  private final GatewayStats stats;
  private @Nullable FileTime read;
  private volatile Map<String, String> accounts = Map.of();

  /// @throws IllegalArgumentException when the file is not sound, with its place
  Mapping(Optional<Path> file, GatewayStats stats) {
    this.file = file;
    this.stats = stats;
    if (file.isPresent()) {
      try {
        load(file.get());
      } catch (IOException e) {
        throw new IllegalArgumentException("mapping " + file.get() + " cannot be read", e);
      }
    }
  }

  String account(String key) {
    return accounts.getOrDefault(key, key);
  }

  /// Called from time to time, off the event loops.
  void refresh() {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (!Files.getLastModifiedTime(file.get()).equals(read)) {
        load(file.get());
      }
    } catch (IOException | IllegalArgumentException e) {
      stats.add(Count.MAPPING_FAILED);
      LOG.log(System.Logger.Level.WARNING, "the mapping stays as it was: {0}", e.getMessage());
    }
  }

  private void load(Path path) throws IOException {
    if (Files.size(path) > LARGEST) {
      throw new IllegalArgumentException(path + " is larger than 256 MiB; split the deployment");
    }
    FileTime time = Files.getLastModifiedTime(path);
    Map<String, String> next = new HashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(path)) {
      number++;
      String plain = line.replaceFirst("#.*", "").strip();
      if (!plain.isEmpty()) {
        put(next, plain.split("\\s+"), path + ", line " + number);
      }
    }
    accounts = Map.copyOf(next);
    read = time;
  }

  private static void put(Map<String, String> next, String[] words, String place) {
    if (words.length != 2 || !words[0].matches("key-[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          place + " is no mapping; write the key's name, a space, and the account");
    }
    if (next.put(words[0], words[1]) != null) {
      throw new IllegalArgumentException(place + " maps a key again; keep one of the lines");
    }
  }
}
