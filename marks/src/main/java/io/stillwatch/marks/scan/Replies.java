// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kept replies as text, a row of a `.jsonl` or `.jsonl.gz` file each, in the order of the file:
/// under `output`, `reply`, `completion`, `response`, `text` or `content`, with what they answered,
/// if that is known, under `prompt`.
public final class Replies {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Long> setAside = new TreeMap<>();

  /// One that has read nothing.
  public Replies() {}

  /// Takes a reply.
  @FunctionalInterface
  public interface Sink {
    /// @param prompt empty where it is not known
    void reply(String prompt, String reply);
  }

  /// Reads a file; rows that break a rule are counted and set aside.
  public void read(Path file, Sink sink) throws IOException {
    try (Reader in = MarkScan.open(file)) {
      var lines = new Lines(in, Lines.LONGEST);
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        switch (line.get()) {
          case Lines.TooLong _ -> setAside("a line longer than is read");
          case Lines.Whole(String text) when text.isBlank() -> {}
          case Lines.Whole(String text) -> row(text, sink);
        }
      }
    }
  }

  private void row(String line, Sink sink) {
    try {
      JsonNode row = JSON.readTree(line);
      var text = Rows.TEXT.stream().map(row::path).filter(JsonNode::isString).findFirst();
      if (text.isPresent()) {
        sink.reply(row.path("prompt").asString(""), text.get().asString());
      } else {
        setAside("no text under a known name");
      }
    } catch (JacksonException e) {
      setAside("not JSON");
    }
  }

  private void setAside(String rule) {
    setAside.merge(rule, 1L, Long::sum);
  }

  /// How many rows were set aside, by the rule they break.
  public Map<String, Long> setAside() {
    return new TreeMap<>(setAside);
  }
}
