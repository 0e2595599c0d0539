// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.text;

import io.stillwatch.arena.text.Grammar.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of the grammar, taken apart once.
record Frame(List<Part> parts) {

  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");

  Frame {
    parts = List.copyOf(parts);
  }

  void say(Telling telling) {
    for (Part part : parts) {
      part.say(telling);
    }
  }

  /// Takes a line apart; a section may be named before it is filled, so order does not matter.
  static Frame parse(String line, Function<String, Frames> sections) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int open = line.indexOf('{', at);
      int end = open < 0 ? line.length() : open;
      if (end > at) {
        parts.add(new Words(plain(line.substring(at, end))));
      }
      if (open < 0) {
        break;
      }
      int close = closing(line, open);
      parts.add(slot(line.substring(open + 1, close), sections));
      at = close + 1;
    }
    return new Frame(parts);
  }

  private static Part slot(String inside, Function<String, Frames> sections) {
    if (inside.startsWith("$")) {
      return new Value(inside.substring(1));
    }
    if (inside.startsWith("^")) {
      return new Capital(slot(inside.substring(1), sections));
    }
    List<String> choices = choices(inside);
    if (choices.size() > 1) {
      return new OneOf(choices.stream().map(c -> parse(c, sections)).toList());
    }
    int colon = inside.indexOf(':');
    if (colon > 0) {
      return new Again(inside, slot(inside.substring(0, colon), sections));
    }
    Matcher range = RANGE.matcher(inside);
    if (range.matches()) {
      return new Amount(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
    }
    return new Slot(sections.apply(inside));
  }

  private static int closing(String line, int open) {
    int depth = 0;
    for (int i = open; i < line.length(); i++) {
      depth += line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a slot is not closed in: " + line);
  }

  private static List<String> choices(String inside) {
    List<String> choices = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '|' && depth == 0) {
        choices.add(inside.substring(from, i));
        from = i + 1;
      }
    }
    choices.add(inside.substring(from));
    return choices;
  }

  private static String plain(String text) {
    return text.replace("\\n", "\n").replace('«', '{').replace('»', '}');
  }

  /// A piece of a frame.
  sealed interface Part {
    void say(Telling telling);
  }

  record Words(String text) implements Part {
    @Override
    public void say(Telling telling) {
      telling.words.append(text);
    }
  }

  record Value(String name) implements Part {
    @Override
    public void say(Telling telling) {
      telling.value(name);
    }
  }

  record Capital(Part part) implements Part {
    @Override
    public void say(Telling telling) {
      telling.capital(() -> part.say(telling));
    }
  }

  record OneOf(List<Frame> frames) implements Part {
    @Override
    public void say(Telling telling) {
      telling.chance.pick(frames).say(telling);
    }
  }

  record Again(String key, Part part) implements Part {
    @Override
    public void say(Telling telling) {
      telling.again(key, () -> part.say(telling));
    }
  }

  record Amount(int low, int high) implements Part {
    @Override
    public void say(Telling telling) {
      telling.words.append(telling.chance.between(low, high));
    }
  }

  record Slot(Frames frames) implements Part {
    @Override
    public void say(Telling telling) {
      frames.at(telling.chance.below(frames.size())).say(telling);
    }
  }
}
