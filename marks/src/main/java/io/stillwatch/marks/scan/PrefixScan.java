// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Beginnings of replies that we served, for a suspect to go on with. Each ends where a context of
/// the mark is come to for the first time in the order of the rows; so no prefix tells of the
/// scores at the context of an earlier one. Which contexts are taken follows from their hash and a
/// seed, and is settled when each is come to: it depends on no token that came after.
///
/// Rows are read in order, by one thread. Memory is bounded by how many are taken. Not for two
/// threads.
public final class PrefixScan {
  private final Choice choice;
  private final Tokenizer tokenizer;
  private final Rows rows;
  private final LongSet seen = new LongSet(1 << 10);
  private final Map<String, Long> setAside = new TreeMap<>();
  private long replies;
  private long tokens;
  private long taken;
  private long changed;

  /// Which contexts to take.
  ///
  /// @param window of the mark, in tokens
  /// @param every one context in so many, by its hash
  /// @param most the scan ends when so many were taken
  public record Choice(int window, long every, long most, long seed) {
    public Choice {
      if (window < 1 || every < 1 || most < 1) {
        throw new IllegalArgumentException("window, every and most are 1 or more");
      }
    }
  }

  /// A beginning of a reply.
  ///
  /// @param id of row and token
  /// @param text which encodes to just the tokens that were served
  /// @param prompt what the reply answered; empty where that is not known
  public record Prefix(String id, String text, String prompt) {}

  /// @param tokenizer of the marked model, which has to decode too
  public PrefixScan(Choice choice, Tokenizer tokenizer) {
    this.choice = choice;
    this.tokenizer = tokenizer;
    rows = new Rows(java.util.Optional.of(tokenizer));
  }

  /// Reads `.jsonl` files, in this order, until enough are taken.
  public void read(List<Path> files, Consumer<Prefix> into) throws IOException {
    for (Path file : files) {
      try (Reader in = MarkScan.open(file)) {
        var lines = new Lines(in, Lines.LONGEST);
        for (var line = lines.next(); line.isPresent() && !full(); line = lines.next()) {
          switch (line.get()) {
            case Lines.TooLong _ -> setAside("a line longer than is read");
            case Lines.Whole(String text) -> {
              if (!text.isBlank()) {
                row(text, into);
              }
            }
          }
        }
      }
    }
  }

  /// Replies that were read.
  public long replies() {
    return replies;
  }

  /// Tokens in them.
  public long tokens() {
    return tokens;
  }

  /// Prefixes that were handed on.
  public long taken() {
    return taken;
  }

  /// Prefixes whose text encodes to other tokens than were served: left out.
  public long changed() {
    return changed;
  }

  /// Whether as many were taken as were asked for.
  public boolean full() {
    return taken == choice.most();
  }

  /// How many rows were set aside, by the rule they break.
  public Map<String, Long> setAside() {
    return new TreeMap<>(setAside);
  }

  private void row(String line, Consumer<Prefix> into) {
    try {
      Rows.Kept kept = rows.kept(line);
      replies++;
      tokens += kept.ids().length;
      cut(kept, into);
    } catch (Rows.BadRow e) {
      setAside(e.rule());
    }
  }

  private void cut(Rows.Kept kept, Consumer<Prefix> into) {
    int[] ids = kept.ids();
    for (int at = choice.window(); at < ids.length && !full(); at++) {
      long context = choice.seed();
      for (int i = at - choice.window(); i < at; i++) {
        context = Mix.of(context, ids[i]);
      }
      if (Long.remainderUnsigned(context, choice.every()) == 0 && seen.add(context)) {
        take(kept, Arrays.copyOf(ids, at), into);
      }
    }
  }

  private void take(Rows.Kept kept, int[] ids, Consumer<Prefix> into) {
    String text = tokenizer.decode(ids);
    if (Arrays.equals(tokenizer.encode(text), ids)) {
      taken++;
      into.accept(new Prefix("r" + replies + "-t" + ids.length, text, kept.prompt()));
    } else {
      changed++;
    }
  }

  private void setAside(String rule) {
    setAside.merge(rule, 1L, Long::sum);
  }
}
