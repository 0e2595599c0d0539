// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads collected answers: JSON Lines, plain or gzipped, one answer a line. A line has the
/// prompt's id (`prompt`, `q`, `id` or `i`), the answer (`answer`, `o` or `output`), and the model
/// (`model` or `m`), which otherwise is the file's name without its endings.
public final class AnswerFiles {
  private static final List<String> PROMPT = List.of("prompt", "q", "id", "i");
  private static final List<String> ANSWER = List.of("answer", "o", "output");
  private static final List<String> MODEL = List.of("model", "m");
  private static final int LONGEST = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final SortedMap<String, SortedMap<String, String>> byModel = new TreeMap<>();
  private long left;

  private AnswerFiles() {}

  /// Reads a file, or every `.jsonl` and `.jsonl.gz` of a folder. Lines without an answer (lists of
  /// prompts lie beside answers) are left out.
  ///
  /// @throws IOException when a file cannot be read or no line holds an answer
  public static Answers read(Path path) throws IOException {
    var files = new AnswerFiles();
    for (Path file : listed(path)) {
      files.add(file);
    }
    if (files.byModel.isEmpty()) {
      throw new IOException(
          "%s holds no answers (%d lines left out); lines look like {\"model\":..,\"prompt\":..,\"answer\":..}"
              .formatted(path, files.left));
    }
    return new Answers(files.byModel);
  }

  private static List<Path> listed(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(p -> p.toString().matches(".*\\.jsonl(\\.gz)?")).sorted().toList();
    }
  }

  private void add(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "");
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(name, line);
      }
    }
  }

  private void add(String file, String line) {
    Optional<JsonNode> row = line.length() > LONGEST ? Optional.empty() : parsed(line);
    Optional<String> prompt = row.flatMap(r -> first(r, PROMPT));
    Optional<String> answer = row.flatMap(r -> first(r, ANSWER));
    if (prompt.isEmpty() || answer.isEmpty()) {
      left++;
      return;
    }
    String model = row.flatMap(r -> first(r, MODEL)).orElse(file);
    byModel.computeIfAbsent(model, m -> new TreeMap<>()).put(prompt.get(), answer.get());
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(JsonNode row, List<String> names) {
    return names.stream()
        .map(row::path)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asString)
        .findFirst();
  }
}
