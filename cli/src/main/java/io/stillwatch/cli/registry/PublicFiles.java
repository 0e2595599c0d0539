// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.registry;

import io.stillwatch.detect.Registry;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Reads files of public texts. A `.jsonl` or `.jsonl.gz` file holds a prompt a row, any other file
/// of UTF-8 text is one scaffold as a whole; what is no such text, file or row, is left out and
/// counted. Of a row the system text is a scaffold, and the first user message, or the text under
/// one of the usual names, is a prompt.
final class PublicFiles {
  private static final List<String> PROMPTS =
      List.of("prompt", "text", "question", "instruction", "query", "problem", "input");

  private final ObjectMapper json = new ObjectMapper();
  private final Registry.Builder builder;
  private long prompts;
  private long scaffolds;
  private long skipped;
  private final EnumMap<Unfit, Integer> leftOut = new EnumMap<>(Unfit.class);

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

  /// Files of which nothing more was read, by what is wrong with them; empty when there is none.
  String leftOut() {
    return leftOut.entrySet().stream()
        .map(e -> "%,d %s".formatted(e.getValue(), e.getKey().words()))
        .collect(Collectors.joining("; "));
  }

  /// Reads a file, or all files below a folder in the order of their names; hidden ones, and what
  /// is in hidden folders, only when they are named themselves.
  void read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> below = Files.walk(path)) {
        for (Path file :
            below.filter(Files::isRegularFile).filter(f -> isPlain(path, f)).sorted().toList()) {
          file(file);
        }
      }
    } else {
      file(path);
    }
  }

  private static boolean isPlain(Path folder, Path file) {
    for (Path name : folder.relativize(file)) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl.gz")) {
      rows(file, name.endsWith(".gz"));
    } else {
      whole(file);
    }
  }

  private void whole(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Unfit.LONGEST + 1);
      Unfit.of(bytes)
          .ifPresentOrElse(
              this::leaveOut, () -> scaffold(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private void leaveOut(Unfit why) {
    leftOut.merge(why, 1, Integer::sum);
  }

  private void rows(Path file, boolean packed) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        var in = new BufferedInputStream(packed ? new GZIPInputStream(bytes) : bytes)) {
      var line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          row(line);
          line.reset();
        } else if (line.size() <= Unfit.LONGEST) {
          line.write(b);
        }
      }
      row(line);
    } catch (ZipException | EOFException e) {
      leaveOut(Unfit.DAMAGED);
    }
  }

  /// Bytes that are no UTF-8 would be registered as a prompt that nobody ever sends.
  private void row(ByteArrayOutputStream line) {
    Optional<String> text =
        line.size() > Unfit.LONGEST ? Optional.empty() : Unfit.text(line.toByteArray());
    if (text.isEmpty()) {
      skipped++;
    } else if (!text.get().isBlank()) {
      row(text.get());
    }
  }

  private void row(String line) {
    try {
      JsonNode row = json.readTree(line);
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
