// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads the small files that scoring needs.
final class Tables {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private Tables() {}

  /// Rows of a CSV file by column name; a file without rows gives none.
  static List<Map<String, String>> csv(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      csv.forEach(row -> rows.add(row.getFieldsAsMap()));
    }
    return rows;
  }

  /// The lines of a JSON-lines file; blank ones are left out.
  static List<Line> jsonl(Path file) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isBlank()) {
        lines.add(line(line));
      }
    }
    return lines;
  }

  /// One object of a JSON-lines file.
  ///
  /// @param fields its texts and numbers, both as text
  /// @param texts its arrays of texts
  /// @param objects its arrays of objects, each object's texts and numbers
  record Line(
      Map<String, String> fields,
      Map<String, List<String>> texts,
      Map<String, List<Map<String, String>>> objects) {
    String text(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  private static Line line(String text) {
    Line line = new Line(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
          array(json, name, line);
        } else {
          scalar(json, name, line.fields());
        }
      }
    }
    return line;
  }

  private static void array(JsonParser json, String name, Line line) {
    JsonToken item = json.nextToken();
    while (item != JsonToken.END_ARRAY) {
      if (item == JsonToken.VALUE_STRING) {
        line.texts().computeIfAbsent(name, _ -> new ArrayList<>()).add(json.getString());
      } else if (item == JsonToken.START_OBJECT) {
        line.objects().computeIfAbsent(name, _ -> new ArrayList<>()).add(object(json));
      } else {
        json.skipChildren();
      }
      item = json.nextToken();
    }
  }

  private static Map<String, String> object(JsonParser json) {
    Map<String, String> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      scalar(json, name, fields);
    }
    return fields;
  }

  /// Takes a text or a number; anything else is passed over.
  private static void scalar(JsonParser json, String name, Map<String, String> into) {
    switch (json.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> into.put(name, json.getString());
      default -> json.skipChildren();
    }
  }
}
