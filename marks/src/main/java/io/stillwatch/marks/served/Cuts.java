// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import io.stillwatch.marks.Mark;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/// Chooses where replies that we served are cut, so that a suspect can be asked to go on with their
/// beginnings. Each cut ends in a context that no earlier position of any reply had; which ones are
/// taken follows from hashes of the contexts, and never from the token that came next. Replies are
/// given in the order in which they were served, or in any that is kept.
///
/// A cut is only made before a space, and only of replies whose pieces encode to the same tokens as
/// the whole: what a suspect reads is then exactly what was served. Not for two threads.
public final class Cuts {
  private static final Pattern BEFORE_SPACE = Pattern.compile("(?<=\\S)(?= )");

  /// Contexts to remember; replies beyond them are not cut.
  private static final int SEEN_MOST = 10_000_000;

  private final ContextHash hash;
  private final Tokenizer tokenizer;
  private final Choice choice;
  private final LongSet seen = new LongSet(1 << 16);
  private final PriorityQueue<Cut> lowest =
      new PriorityQueue<>(Comparator.comparingLong(Cut::rank).reversed());
  private long number;
  private long refused;
  private long left;

  /// @param count how many cuts at most
  /// @param seed other cuts of the same replies
  /// @param longest of a prefix, in tokens
  public record Choice(int count, long seed, int longest) {}

  /// @param prompt what the reply answered; empty where it is not known
  /// @param text the reply's beginning
  /// @param number of the cut, in the order of the replies
  public record Cut(String prompt, String text, long number, long rank) {}

  public Cuts(Mark mark, Tokenizer tokenizer, Choice choice) {
    hash = new ContextHash(mark);
    this.tokenizer = tokenizer;
    this.choice = choice;
  }

  /// Takes a reply.
  public void add(String prompt, String reply) {
    if (seen.size() >= SEEN_MOST) {
      left++;
      return;
    }
    int[] ids = tokenizer.encode(reply);
    String[] pieces = BEFORE_SPACE.split(reply);
    int[] ends = ends(pieces, ids);
    if (ends.length == 0) {
      refused++;
      return;
    }
    int chars = 0;
    int piece = 0;
    for (int end = 1; end <= ids.length; end++) {
      boolean fresh = end >= hash.window() && seen.add(hash.of(ids, end));
      if (end == ends[piece]) {
        chars += pieces[piece].length();
        piece++;
        if (fresh && piece < pieces.length && end <= choice.longest()) {
          take(prompt, reply.substring(0, chars), hash.of(ids, end));
        }
      }
    }
  }

  /// Where each piece ends, in tokens; nothing if the pieces are other tokens than the whole.
  private int[] ends(String[] pieces, int[] ids) {
    int[] ends = new int[pieces.length];
    int end = 0;
    for (int i = 0; i < pieces.length; i++) {
      int[] part = tokenizer.encode(pieces[i]);
      boolean same =
          part.length > 0
              && end + part.length <= ids.length
              && Arrays.equals(part, 0, part.length, ids, end, end + part.length);
      if (!same) {
        return new int[0];
      }
      end += part.length;
      ends[i] = end;
    }
    return end == ids.length ? ends : new int[0];
  }

  private void take(String prompt, String text, long context) {
    long rank = Mix.of(choice.seed(), context) >>> 1;
    if (lowest.size() < choice.count() || rank < lowest.element().rank()) {
      lowest.add(new Cut(prompt, text, number, rank));
      if (lowest.size() > choice.count()) {
        lowest.remove();
      }
    }
    number++;
  }

  /// The chosen cuts, in the order of the replies.
  public List<Cut> chosen() {
    var all = new ArrayList<>(lowest);
    all.sort(Comparator.comparingLong(Cut::number));
    return all;
  }

  /// Replies that encode otherwise in pieces.
  public long refused() {
    return refused;
  }

  /// Replies that came when all room for contexts was taken.
  public long leftOut() {
    return left;
  }
}
