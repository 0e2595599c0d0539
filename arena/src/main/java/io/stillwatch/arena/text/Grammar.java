// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.text;

import io.stillwatch.arena.chance.Chance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A slot grammar. A file holds sections (`@name`), a section holds one frame a line, a frame holds
/// slots: `{name}` another section, `{name:k}` the same choice again under key k, `{a|b|}` one of
/// these, `{3-40}` a number, `{$item}` a value from outside, `{^name}` with a capital. `«` and `»`
/// stand for braces, `\n` for a new line.
public final class Grammar {

  private static final List<String> FILES =
      List.of("words", "people", "work", "harvest", "replies", "tongues", "groups");

  private final Map<String, Frames> sections = new HashMap<>();

  private Grammar() {}

  /// The embedded grammar, read once.
  public static Grammar own() {
    return Holder.OWN;
  }

  /// One text of the section, without values from outside.
  public String say(String section, Chance chance) {
    return say(section, chance, Map.of());
  }

  /// One text of the section.
  ///
  /// @throws IllegalArgumentException when there is no such section or value
  public String say(String section, Chance chance, Map<String, String> values) {
    StringBuilder text = new StringBuilder(160);
    say(text, section, chance, values);
    return text.toString();
  }

  /// Adds one text of the section to others.
  ///
  /// @throws IllegalArgumentException when there is no such section or value
  public void say(StringBuilder into, String section, Chance chance, Map<String, String> values) {
    Frames frames = frames(section);
    frames.at(chance.below(frames.size())).say(new Telling(into, chance, values));
  }

  /// The text of one chosen frame of the section; the number wraps around.
  public String say(String section, int frame, Chance chance, Map<String, String> values) {
    Frames frames = frames(section);
    return say(frames.at(Math.floorMod(frame, frames.size())), chance, values);
  }

  /// How many frames a section has.
  public int size(String section) {
    return frames(section).size();
  }

  private static String say(Frame frame, Chance chance, Map<String, String> values) {
    StringBuilder text = new StringBuilder(160);
    frame.say(new Telling(text, chance, values));
    return text.toString();
  }

  private Frames frames(String section) {
    Frames frames = sections.get(section);
    if (frames == null || frames.size() == 0) {
      throw new IllegalArgumentException("the grammar has no section " + section);
    }
    return frames;
  }

  /// The section of this name, possibly still to be filled.
  private Frames section(String name) {
    return sections.computeIfAbsent(name, _ -> new Frames());
  }

  private Grammar read(String file) {
    try (InputStream bytes = Grammar.class.getResourceAsStream(file + ".txt")) {
      if (bytes == null) {
        throw new IllegalStateException("grammar file " + file + " is not in the module");
      }
      read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private void read(BufferedReader lines) throws IOException {
    Frames open = new Frames();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("@")) {
        open = section(line.substring(1).strip());
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        open.add(Frame.parse(line, this::section));
      }
    }
  }

  private static final class Holder {
    static final Grammar OWN = all();

    private static Grammar all() {
      Grammar grammar = new Grammar();
      FILES.forEach(grammar::read);
      // a slot without a section is a slip in a file: say so at once
      grammar.sections.keySet().forEach(grammar::frames);
      return grammar;
    }
  }

  /// The frames of one section, filled while the files are read.
  static final class Frames {
    private final List<Frame> all = new ArrayList<>();

    void add(Frame frame) {
      all.add(frame);
    }

    Frame at(int index) {
      return all.get(index);
    }

    int size() {
      return all.size();
    }
  }
}
