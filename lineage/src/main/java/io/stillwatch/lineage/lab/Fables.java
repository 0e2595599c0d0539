// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text without end, from a small grammar: sentence frames whose blanks are filled by words of a
/// kind, frequent ones more often. It has about the surprise of simple prose, and no meaning. Not
/// for two threads.
final class Fables {
  private static final Pattern BLANK = Pattern.compile("<([a-z]+)>");

  private static final List<String> SYLLABLES =
      List.of(
          "ba", "ren", "lo", "mi", "tas", "ker", "du", "vel", "no", "sha", "pi", "gor", "le", "wen",
          "fa", "rud", "so", "hal", "te", "ymi", "co", "bra", "un", "des");

  private final Map<String, List<String>> kinds = new HashMap<>();
  private final Draw draw;

  Fables(long seed) {
    draw = new Draw(seed);
    kinds.put("name", names());
    for (String line : resource("grammar.txt").lines().toList()) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        kinds.put(
            line.substring(0, colon),
            List.of(line.substring(colon + 1).strip().split("\\s*[|]\\s*", -1)));
      }
    }
  }

  /// Invented words, so that rare contexts are as many as in other texts.
  private static List<String> names() {
    return SYLLABLES.stream()
        .flatMap(
            a -> SYLLABLES.stream().flatMap(b -> SYLLABLES.stream().limit(5).map(c -> c + a + b)))
        .toList();
  }

  /// What was written for this laboratory by hand.
  static String prose() {
    return resource("prose.txt");
  }

  /// A text of so many sentences.
  String text(int sentences) {
    var text = new StringBuilder();
    for (int i = 0; i < sentences; i++) {
      text.append(filled("<sentence>")).append('\n');
    }
    return text.toString();
  }

  private String filled(String frame) {
    Matcher blank = BLANK.matcher(frame);
    return blank.replaceAll(b -> filled(pick(b.group(1))));
  }

  /// The i-th word of a kind about `1 / (i + 3)` as often as the rest.
  private String pick(String kind) {
    List<String> words = kinds.getOrDefault(kind, List.of(kind));
    double u = draw.nextDouble();
    int n = words.size();
    int at = (int) (3 * (Math.pow((n + 3) / 3.0, u) - 1));
    return words.get(Math.min(n - 1, at));
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Fables.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
