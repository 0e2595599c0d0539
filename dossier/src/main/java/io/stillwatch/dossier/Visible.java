// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

/// Makes text from a log safe to look at: a character that would move the cursor, hide itself or
/// turn the reading direction is shown as its code point. HTML escaping is another matter and is
/// done by the template engine. Files for machines keep the text as it is.
public final class Visible {
  private Visible() {}

  /// Same text when it holds no such character.
  public static String of(String text) {
    if (text.codePoints().noneMatch(Visible::hidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (hidden(point)) {
      shown.append("\\u{").append(Integer.toHexString(point)).append('}');
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
