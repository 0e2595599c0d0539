// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A small world: three days of 500 accounts.
final class Small {
  private Small() {}

  /// Accounts, then exchanges in the order of their time.
  static List<String> lines(Path folder) throws IOException {
    var spec = WorldSpec.preset("demo", 1, Split.DEVELOPMENT, 500).withDays(3);
    Path world = folder.resolve("world");
    Arena.write(spec, Corpus.own(), Shapes.published(), world, n -> {});
    var lines = new ArrayList<>(Files.readAllLines(world.resolve("accounts.jsonl")));
    Path exchanges = world.resolve("exchanges.jsonl.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(exchanges));
        var reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      reader.lines().forEach(lines::add);
    }
    return lines;
  }
}
