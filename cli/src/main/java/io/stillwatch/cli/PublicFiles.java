// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.Registry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads files of public texts. A `.jsonl` or `.jsonl.gz` file holds a prompt a row, any other file
/// is one scaffold as a whole. Of a row the system text is a scaffold, and the first user message,
/// or the text under one of the usual names, is a prompt.
final class PublicFiles {
  private static final List<String> PROMPTS =
      List.of("prompt", "text", "question", "instruction", "query", "problem", "input");

  /// A longer line or file is not read: no prompt is so long.
  private static final int LONGEST = 4 << 20;

  private final ObjectMapper json = new ObjectMapper();
  private final Registry.Builder builder;
  private long prompts;
  private long scaffolds;
  private long skipped;

  PublicFiles(Registry.Builder builder) {
    this.builder = builder;
  }

  long prompts() {
    return prompts;
  }

  long scaffolds() {
    return scaffolds;
  }

  /// Rows that hold no text under a known name, or are broken.
  long skipped() {
    return skipped;
  }

  /// Reads a file, or all files below a folder in the order of their names.
  void read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> below = Files.walk(path)) {
        for (Path file : below.filter(Files::isRegularFile).sorted().toList()) {
          file(file);
        }
      }
    } else {
      file(path);
    }
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
      rows(file, name.endsWith(".gz"));
    } else if (Files.size(file) > LONGEST) {
      skipped++;
    } else {
      scaffold(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
  }

  private void rows(Path file, boolean packed) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        var in =
            new BufferedReader(
                new InputStreamReader(
                    packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
      var line = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == '\n') {
          row(line);
          line.setLength(0);
        } else if (line.length() <= LONGEST) {
          line.append((char) c);
        }
      }
      row(line);
    }
  }

  private void row(CharSequence line) {
    if (line.toString().isBlank()) {
      return;
    }
    if (line.length() > LONGEST) {
      skipped++;
      return;
    }
    try {
      JsonNode row = json.readTree(line.toString());
      scaffold(row.path("system").asString(""));
      for (JsonNode message : row.path("messages")) {
        if (message.path("role").asString("").equals("system")) {
          scaffold(message.path("content").asString(""));
        }
      }
      String text = text(row);
      if (text.isEmpty()) {
        skipped++;
      } else {
        builder.prompt(text);
        prompts++;
      }
    } catch (JacksonException e) {
      skipped++;
    }
  }

  private static String text(JsonNode row) {
    for (JsonNode message : row.path("messages")) {
      if (message.path("role").asString("").equals("user")) {
        return message.path("content").asString("");
      }
    }
    for (String name : PROMPTS) {
      String text = row.path(name).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private void scaffold(String text) {
    if (!text.isBlank()) {
      builder.scaffold(text);
      scaffolds++;
    }
  }
}
