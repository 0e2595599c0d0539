// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Message;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The newest words of a user in a request, as digests and numbers. Earlier messages of the
/// conversation do not count, or a follow-up would count twice. Worked out when first asked for.
public final class Prompt {
  /// Words further on do not count: long passages would drown all else.
  private static final int WORDS = 400;

  private static final int OPENING = 6;

  private final Ask ask;
  private long @Nullable [] words;
  private float @Nullable [] embedding;

  Prompt(Ask ask) {
    this.ask = ask;
  }

  /// Digest of the words.
  public long digest() {
    return digest(words(), 0, words().length);
  }

  /// Digest of what is fixed around the words as far as one can see it: the system prompt, and
  /// where there is none the first six words.
  public long scaffold() {
    for (Message message : ask.messages()) {
      if (message.role() == Message.Role.SYSTEM) {
        return Hash.of(message.content().open());
      }
    }
    return digest(words(), 0, Math.min(OPENING, words().length));
  }

  /// Digests of all runs of `n` words; one digest of all of them when there are fewer.
  public long[] shingles(int n) {
    long[] all = words();
    if (all.length <= n) {
      return new long[] {digest(all, 0, all.length)};
    }
    long[] runs = new long[all.length - n + 1];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = digest(all, i, i + n);
    }
    return runs;
  }

  /// [Embedding#of] the words, of length 1, or 0 where there are none. Callers do not change it.
  public float[] embedding() {
    if (embedding == null) {
      embedding = Embedding.of(words());
    }
    return embedding;
  }

  /// How many words count.
  public int length() {
    return words().length;
  }

  private static long digest(long[] words, int from, int to) {
    long digest = (long) to - from;
    for (int i = from; i < to; i++) {
      digest = Hash.of(digest, words[i]);
    }
    return digest;
  }

  private long[] words() {
    if (words == null) {
      words = words(newest());
    }
    return words;
  }

  private String newest() {
    List<Message> messages = ask.messages();
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Message.Role.USER) {
        return messages.get(i).content().open();
      }
    }
    return "";
  }

  /// Hashes of runs of letters and digits in lower case.
  private static long[] words(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    long[] hashes = new long[WORDS];
    int count = 0;
    int from = 0;
    for (int i = 0; i <= lower.length() && count < WORDS; i++) {
      if (i == lower.length() || !Character.isLetterOrDigit(lower.charAt(i))) {
        if (i > from) {
          hashes[count++] = Hash.of(lower.substring(from, i));
        }
        from = i + 1;
      }
    }
    return java.util.Arrays.copyOf(hashes, count);
  }
}
