// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A question to which no answer is better than others, so that what a model prefers is arbitrary,
/// and is had from a teacher more easily than by chance. Asked several times at temperature 1; the
/// ids of prompts in collected answers are `probe:ID#0`, `probe:ID#1` and so on. No probe is about
/// people.
///
/// @param reads what of an answer counts
/// @param options of a choice
/// @param text what is asked
public record Probe(String id, Reading reads, List<String> options, String text) {
  private static final String MARK = "probe:";
  private static final JsonMapper JSON = new JsonMapper();

  public Probe {
    options = List.copyOf(options);
    if (!id.matches("[a-z0-9-]{1,40}") || text.isBlank()) {
      throw new IllegalArgumentException(
          "a probe has an id of a-z, 0-9 and -, and a text; this one is called " + id);
    }
    if (reads == Reading.CHOICE && options.size() < 2) {
      throw new IllegalArgumentException("probe " + id + " reads a choice but has no options");
    }
  }

  /// The id of the prompt when it is asked once more.
  ///
  /// @param time from 0
  public String prompt(int time) {
    return MARK + id + "#" + time;
  }

  /// What of an answer counts: a category of a few characters.
  public String read(String answer) {
    return reads.of(answer, options);
  }

  /// Whether this is the id of a probe's prompt.
  static boolean asked(String prompt) {
    return prompt.startsWith(MARK) && prompt.contains("#");
  }

  /// How often one model gave each kind of answer.
  ///
  /// @param answers by prompt
  SortedMap<String, Integer> counted(SortedMap<String, String> answers) {
    var counts = new TreeMap<String, Integer>();
    for (Map.Entry<String, String> one :
        answers.subMap(MARK + id + "#", MARK + id + "$").entrySet()) {
      counts.merge(read(one.getValue()), 1, Integer::sum);
    }
    return counts;
  }

  /// The probes that come with Stillwatch.
  public static List<Probe> shipped() {
    try (InputStream in = Objects.requireNonNull(Probe.class.getResourceAsStream("probes.jsonl"))) {
      return parse(new String(in.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Probes of one's own, in the form of those shipped: JSON Lines with id, reads, text, and for a
  /// choice its options.
  ///
  /// @throws IllegalArgumentException when a line is not a probe
  public static List<Probe> read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  private static List<Probe> parse(List<String> lines) {
    var probes = new ArrayList<Probe>();
    var ids = new HashSet<String>();
    for (String line : lines) {
      if (!line.isBlank()) {
        Probe probe = parse(line);
        if (!ids.add(probe.id())) {
          throw new IllegalArgumentException("two probes are called " + probe.id());
        }
        probes.add(probe);
      }
    }
    return List.copyOf(probes);
  }

  private static Probe parse(String line) {
    JsonNode row;
    try {
      row = JSON.readTree(line);
    } catch (JacksonException notJson) {
      throw new IllegalArgumentException("a line of probes is not JSON", notJson);
    }
    String reads = row.path("reads").asString("").toUpperCase(Locale.ROOT);
    var options = new ArrayList<String>();
    row.path("options").forEach(one -> options.add(one.asString("")));
    return new Probe(
        row.path("id").asString(""), Reading.named(reads), options, row.path("text").asString(""));
  }
}
