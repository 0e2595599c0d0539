// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts an answer into words and marks, and says of each what kind it is.
///
/// The kinds are like parts of speech, without a tagger: words of grammar stand for themselves,
/// others for their ending, numbers and marks for their class. What an answer is about is gone; how
/// its sentences are built stays. In scripts that put no space between words, a sign is a piece.
final class Words {
  private static final Pattern PIECE =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]"
              + "|[\\p{L}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]]+(?:['’]\\p{L}+)?"
              + "|\\d+(?:[.,]\\d+)*|\\n+|[^\\s\\p{L}\\d]");
  private static final Set<String> GRAMMAR =
      new HashSet<>(
          List.of(
              ("the a an and or but if then than that this these those it its i you he she we they them"
                      + " his her our your their my me us of in on at to from by for with about into over"
                      + " after before between through during without within as is are was were be been"
                      + " being am do does did have has had will would can could should may might must not"
                      + " no so such more most some any all each every both either other another one two"
                      + " also however while when where which who what how why there here such because"
                      + " since although though overall additionally finally first second it's i'm you're"
                      + " don't can't let's sure certainly please sorry")
                  .split(" ", -1)));
  private static final List<String> ENDINGS =
      List.of(
          "tion", "ment", "ness", "ical", "able", "ible", "ing", "ity", "ive", "ous", "ful", "est",
          "ism", "ist", "ed", "ly", "er", "al", "ic", "es", "s");

  private Words() {}

  /// Words and marks in lower case; line ends are one piece however many they are.
  static List<String> of(String text) {
    var all = new ArrayList<String>();
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String one = piece.group();
      all.add(one.charAt(0) == '\n' ? "\n" : one.toLowerCase(Locale.ROOT).replace('’', '\''));
    }
    return all;
  }

  /// The kind of a piece that [#of] gave.
  static String kind(String piece) {
    char first = piece.charAt(0);
    if (Character.isDigit(first)) {
      return "0";
    }
    if (!Character.isLetter(first) || GRAMMAR.contains(piece)) {
      return piece;
    }
    return ENDINGS.stream()
        .filter(end -> piece.length() > end.length() + 2 && piece.endsWith(end))
        .findFirst()
        .map(end -> "-" + end)
        .orElse("-");
  }

  static boolean grammar(String piece) {
    return GRAMMAR.contains(piece);
  }
}
