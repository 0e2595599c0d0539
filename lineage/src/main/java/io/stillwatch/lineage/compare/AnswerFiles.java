// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads collected answers: JSON Lines, plain or gzipped, one answer a line; [AnswerFields] says
/// where in a line things are. Without a field for the model, the file's name is the model. An
/// answer that is `null` was asked for and not given.
///
/// A file in which no line has an answer (a list of prompts, or of right answers) is passed over
/// but for its right answers; anything else that cannot be read is an error, so that no answer is
/// lost unseen.
public final class AnswerFiles {
  private static final int LONGEST = 1 << 22;
  private static final JsonMapper JSON = new JsonMapper();

  private final AnswerFields fields;
  private final SortedMap<String, SortedMap<String, String>> byModel = new TreeMap<>();
  private final SortedMap<String, String> gold = new TreeMap<>();

  private AnswerFiles(AnswerFields fields) {
    this.fields = fields;
  }

  /// Reads a file or folder with the usual names of fields.
  public static Answers read(Path path) throws IOException {
    return read(List.of(path), AnswerFields.USUAL);
  }

  /// Reads files, and every `.jsonl` and `.jsonl.gz` of folders, as far as `fields` takes them.
  ///
  /// @throws IOException when a file cannot be read, a line is not as it should be (its message
  ///   names file, line and rule), or no line holds an answer
  public static Answers read(List<Path> paths, AnswerFields fields) throws IOException {
    var files = new AnswerFiles(fields);
    for (Path path : paths) {
      for (Path file : listed(path)) {
        files.add(file);
      }
    }
    if (files.byModel.isEmpty()) {
      throw new IOException(
          "%s holds no answers; lines look like {\"model\":..,\"prompt\":..,\"answer\":..}, or name the fields"
              .formatted(paths.stream().map(Path::toString).collect(Collectors.joining(" "))));
    }
    return new Answers(files.byModel, files.gold);
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
    Matcher taken = fields.files().matcher(name);
    if (!taken.matches()) {
      return;
    }
    String model = taken.groupCount() > 0 ? Optional.ofNullable(taken.group(1)).orElse(name) : name;
    List<JsonNode> rows = rows(file);
    boolean answered = rows.stream().anyMatch(row -> fields.holdsAnswer(row));
    for (int i = 0; i < rows.size(); i++) {
      add(rows.get(i), model, answered, new Place(file, i + 1));
    }
  }

  private record Place(Path file, int line) {
    IOException wrong(String rule) {
      return new IOException("%s, line %d %s".formatted(file, line, rule));
    }
  }

  private static List<JsonNode> rows(Path file) throws IOException {
    var rows = new ArrayList<JsonNode>();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(parsed(line, new Place(file, rows.size() + 1)));
      }
    }
    return rows;
  }

  private static JsonNode parsed(String line, Place at) throws IOException {
    if (line.length() > LONGEST) {
      throw at.wrong("is longer than %,d characters".formatted(LONGEST));
    }
    try {
      JsonNode row = JSON.readTree(line);
      if (row.isObject()) {
        return row;
      }
    } catch (JacksonException notJson) {
      throw at.wrong("is not JSON");
    }
    throw at.wrong("is not a JSON object");
  }

  private void add(JsonNode row, String file, boolean answered, Place at) throws IOException {
    Optional<String> prompt = fields.prompt(row);
    Optional<String> right = fields.gold(row);
    if (prompt.isPresent() && right.isPresent()) {
      put(gold, prompt.get(), right.get(), "a second right answer to ", at);
    }
    if (!answered) {
      return;
    }
    if (prompt.isEmpty()) {
      throw at.wrong("has no prompt: one of " + fields.prompts() + ", a text or number");
    }
    if (!fields.holdsAnswer(row)) {
      throw at.wrong("has no answer: one of " + fields.answers() + ", a text");
    }
    SortedMap<String, String> of =
        byModel.computeIfAbsent(fields.model(row).orElse(file), m -> new TreeMap<>());
    Optional<String> answer = fields.answer(row);
    if (answer.isPresent()) {
      put(of, prompt.get(), answer.get(), "is a second, different answer to ", at);
    }
  }

  private static void put(
      SortedMap<String, String> to, String key, String value, String twice, Place at)
      throws IOException {
    String before = to.putIfAbsent(key, value);
    if (before != null && !before.equals(value)) {
      throw at.wrong(twice + key + " of one model; ids of prompts must tell them apart");
    }
  }
}
