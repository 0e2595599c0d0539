// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.text.Grammar;
import java.util.Locale;
import java.util.Map;

/// What the model says: sentences about the words of the prompt, long or short as the shapes say.
final class Replies {
  /// What kind of reply a request calls for.
  enum Kind {
    PROSE,
    CODE,
    THINK,
    JSON,
    JUDGE,
    CALL,
    REFUSE,
    SHORT,
    ECHO
  }

  /// @param text the words, possibly only the first of them
  /// @param tokens how many the whole reply had
  /// @param cut the whole reply was longer
  record Reply(String text, int tokens, boolean cut) {}

  private static final Grammar WORDS = Grammar.own();
  private static final int SHOWN = 240;

  private final Shapes shapes;

  Replies(Shapes shapes) {
    this.shapes = shapes;
  }

  Reply reply(Kind kind, String prompt, Chance chance) {
    String text =
        switch (kind) {
          case PROSE -> prose(prompt, chance);
          case THINK -> thoughts(prompt, chance);
          case CODE -> WORDS.say("r.code", chance, topic(prompt, chance));
          case JSON -> WORDS.say("r.json", chance, topic(prompt, chance));
          case JUDGE -> WORDS.say("r.judge", chance, topic(prompt, chance));
          case CALL -> WORDS.say("r.call", chance, topic(prompt, chance));
          case REFUSE -> WORDS.say("r.refuse", chance, topic(prompt, chance));
          case SHORT -> WORDS.say("r.answer", chance, topic(prompt, chance));
          case ECHO -> "ready";
        };
    int shown = Tokens.of(text);
    boolean full = (kind == Kind.PROSE || kind == Kind.THINK) && shown >= SHOWN - 40;
    int tokens = full ? (int) Math.max(shown, shapes.chatOut().at(chance.unit()) * 1.6) : shown;
    return new Reply(text, tokens, tokens > shown);
  }

  private String prose(String prompt, Chance chance) {
    String tongue = tongue(prompt);
    StringBuilder text = new StringBuilder();
    int want = 4 * (int) Math.min(SHOWN, shapes.chatOut().at(chance.unit()));
    if (!tongue.equals("en")) {
      String section = "r." + tongue;
      int enough = tongue.equals("zh") || tongue.equals("ja") ? want / 3 : want;
      while (text.length() < enough) {
        WORDS.say(text, section, chance, Map.of());
        text.append(' ');
      }
      return text.toString().strip();
    }
    WORDS.say(text, "r.open", chance, topic(prompt, chance));
    boolean list = want > 400 && chance.hit(.3);
    if (list) {
      text.append("\n\n");
      WORDS.say(text, "r.list", chance, topic(prompt, chance));
      text.append("\n\n");
    }
    while (text.length() < want) {
      text.append(chance.hit(.12) ? "\n\n" : " ");
      WORDS.say(text, "r.s", chance, topic(prompt, chance));
    }
    if (chance.hit(.4)) {
      text.append(' ');
      WORDS.say(text, "r.end", chance, topic(prompt, chance));
    }
    return text.toString();
  }

  private String thoughts(String prompt, Chance chance) {
    StringBuilder text = new StringBuilder();
    int want = SHOWN * 4 - chance.below(500);
    int step = 1;
    while (text.length() < want) {
      text.append(step++).append(". ");
      WORDS.say(text, "r.think", chance, topic(prompt, chance));
      text.append(' ');
    }
    WORDS.say(text, "r.answer", chance, topic(prompt, chance));
    return text.toString();
  }

  /// A word of the prompt's end, where the item usually is.
  private static Map<String, String> topic(String prompt, Chance chance) {
    int length = prompt.length();
    int from = Math.max(0, length - 600);
    for (int i = 0; i < 6; i++) {
      int at = from + chance.below(Math.max(1, length - from));
      int end = at;
      while (at > from && Character.isLetter(prompt.charAt(at - 1))) {
        at--;
      }
      while (end < length && Character.isLetter(prompt.charAt(end))) {
        end++;
      }
      if (end - at >= 5 && end - at < 16 && prompt.charAt(at) < 0x250) {
        return Map.of("t", prompt.substring(at, end).toLowerCase(Locale.ROOT));
      }
    }
    return Map.of("t", "this");
  }

  /// The language of a prompt, told by its script and a few words.
  static String tongue(String prompt) {
    boolean kana = false;
    boolean han = false;
    for (int i = 0; i < Math.min(prompt.length(), 80); i++) {
      char c = prompt.charAt(i);
      if (c >= 0x400 && c < 0x500) {
        return "ru";
      }
      kana |= c >= 0x3040 && c < 0x3100;
      han |= c >= 0x4E00 && c < 0xA000;
    }
    if (kana || han) {
      return kana ? "ja" : "zh";
    }
    String head = prompt.length() > 60 ? prompt.substring(0, 60) : prompt;
    if (head.startsWith("Kannst ") || head.startsWith("Was kann") || head.contains(" hat mir ")) {
      return "de";
    }
    if (head.startsWith("¿") || head.startsWith("Explícame") || head.startsWith("Escribe ")) {
      return "es";
    }
    if (head.startsWith("Peux-tu")
        || head.startsWith("Donne-moi")
        || head.startsWith("Explique {")) {
      return "fr";
    }
    return head.startsWith("Você") ? "pt" : "en";
  }
}
