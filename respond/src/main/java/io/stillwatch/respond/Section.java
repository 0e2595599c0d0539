// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.respond.BadPolicy.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A table of the policy file. Whoever asks for a key gets its value, or something harmless and a
/// complaint; keys that nobody asked for are refused at the end.
final class Section {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,6})(s|m|h|d)");
  private static final Map<String, Long> UNITS =
      Map.of("s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  private final TomlTable table;
  private final String name;
  private final int line;
  private final List<Complaint> complaints;
  private final Set<String> asked = new TreeSet<>();

  /// @param name as complaints call it, such as `[ladder]` or `rule slow-named`
  /// @param line where it begins
  Section(TomlTable table, String name, int line, List<Complaint> complaints) {
    this.table = table;
    this.name = name;
    this.line = line;
    this.complaints = complaints;
  }

  String text(String key) {
    return value(key, String.class, "a text in quotes").orElse("");
  }

  boolean truth(String key) {
    return value(key, Boolean.class, "true or false").orElse(false);
  }

  long whole(String key) {
    Long found = value(key, Long.class, "a whole number").orElse(0L);
    if (found < 0) {
      complain(key, "is " + found + "; it takes 0 or more");
      return 0;
    }
    return found;
  }

  int small(String key, int least) {
    long found = whole(key);
    if (has(key) && (found < least || found > 1_000_000)) {
      complain(key, "is " + found + "; it takes " + least + " to 1000000");
    }
    return Math.clamp(found, least, 1_000_000);
  }

  /// Above 0 and below 1.
  double share(String key) {
    double found = value(key, Double.class, "a number such as 0.5").orElse(0.5);
    if (found > 0 && found < 1) {
      return found;
    }
    complain(key, "is " + found + "; it takes a share above 0 and below 1");
    return 0.5;
  }

  /// A time such as `90s`, `30m`, `12h` or `7d`, in milliseconds.
  long span(String key) {
    Matcher found = SPAN.matcher(text(key));
    if (found.matches()) {
      return Long.parseLong(found.group(1)) * UNITS.getOrDefault(found.group(2), 0L);
    }
    if (has(key)) {
      complain(key, "is " + text(key) + "; it takes a time such as 90s, 30m, 12h or 7d");
    }
    return 0;
  }

  /// One of some words.
  <T> Optional<T> word(String key, Function<String, Optional<T>> of, List<String> known) {
    String found = text(key);
    Optional<T> meant = of.apply(found);
    if (meant.isEmpty() && has(key)) {
      complain(key, "is " + found + Nearest.hint(found, known));
    }
    return meant;
  }

  /// Any number of some words.
  <T> List<T> words(String key, Function<String, Optional<T>> of, List<String> known) {
    List<T> all = new ArrayList<>();
    TomlArray array = value(key, TomlArray.class, "a list in brackets").orElse(null);
    for (int i = 0; array != null && i < array.size(); i++) {
      String word = String.valueOf(array.get(i));
      Optional<T> meant = of.apply(word);
      meant.ifPresent(all::add);
      if (meant.isEmpty()) {
        complain(key, "holds " + word + Nearest.hint(word, known));
      }
    }
    return all;
  }

  boolean has(String key) {
    return table.get(List.of(key)) != null;
  }

  /// Complains of all keys that nobody asked for.
  void close() {
    for (String key : table.keySet()) {
      if (!asked.contains(key)) {
        complaints.add(
            new Complaint(line(key), name + " has no key " + key + Nearest.hint(key, asked)));
      }
    }
  }

  void complain(String key, String what) {
    complaints.add(new Complaint(line(key), name + ": " + key + " " + what));
  }

  /// The line where a key stands; that of the section when it is absent.
  int line(String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? line : at.line();
  }

  int line() {
    return line;
  }

  String name() {
    return name;
  }

  private <T> Optional<T> value(String key, Class<T> type, String takes) {
    asked.add(key);
    Object found = table.get(List.of(key));
    if (found == null) {
      complaints.add(new Complaint(line, name + " lacks " + key + "; it takes " + takes));
      return Optional.empty();
    }
    if (!type.isInstance(found)) {
      complain(key, "takes " + takes);
      return Optional.empty();
    }
    return Optional.of(type.cast(found));
  }
}
