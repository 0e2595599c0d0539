// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.ingest.Rejected;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes `rejected.jsonl`: where each unreadable line stands and which rule it broke, never its
/// words. Threads finish blocks in any order; lines are written in the order of the input.
final class Rejects implements AutoCloseable {
  static final String FILE = "rejected.jsonl";

  private final JsonFactory json = new JsonFactory();
  private final BufferedWriter out;
  private final Map<Integer, List<Rejected>> waiting = new HashMap<>();
  private int next;

  Rejects(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
  }

  /// Takes all that block `ordinal` (0, 1, 2, ..) rejected.
  synchronized void block(int ordinal, List<Rejected> rejected) throws IOException {
    waiting.put(ordinal, rejected);
    for (List<Rejected> due = waiting.remove(next); due != null; due = waiting.remove(next)) {
      for (Rejected one : due) {
        write(one);
      }
      next++;
    }
  }

  private void write(Rejected one) throws IOException {
    try (JsonGenerator g = json.createGenerator(ObjectWriteContext.empty(), Unclosed.of(out))) {
      g.writeStartObject();
      g.writeStringProperty("file", one.place().file().toString());
      g.writeNumberProperty("line", one.place().line());
      g.writeNumberProperty("offset", one.place().offset());
      g.writeStringProperty("rule", one.rule());
      g.writeStringProperty("reason", one.reason());
      g.writeEndObject();
    }
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
