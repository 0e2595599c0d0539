// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Observation;
import io.stillwatch.detect.features.ObservationWire;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.detect.features.Registration;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Keyed by account: keeps its [Tally], tells what it touches at once and its [Portrait] at the end
/// of every [Beat] in which it was active. Every four weeks, on a day that is the same for all, it
/// is seen whether the account fell silent.
public final class AccountStage implements Stage<Tally, Observation, Trace> {
  private static final int PAYLOAD_WORDS_LEAST = 5;

  private final boolean collapse;
  private final Beat beat;

  public AccountStage() {
    this(true, Beat.HOURLY);
  }

  /// @param collapse whether the accounts of one declared organisation are one principal
  public AccountStage(boolean collapse, Beat beat) {
    this.collapse = collapse;
    this.beat = beat;
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public long key(Observation in) {
    return switch (in) {
      case Reading r -> r.key();
      case Registration r -> r.key();
    };
  }

  @Override
  public Tally start(long key) {
    return new Tally(key, collapse);
  }

  @Override
  public long step(Tally tally, Observation in, Out<? super Trace> out) {
    switch (in) {
      case Registration r -> {
        tally.register(r);
        new Toucher(r.at(), r.tie(), tally, out).identity(r);
        return NEVER;
      }
      case Reading r -> {
        boolean first = tally.client() == 0;
        boolean fresh = tally.add(r);
        var toucher = new Toucher(r.at(), r.id(), tally, out);
        if (first) {
          toucher.touch(Kind.CLIENT, r.client(), 0);
        }
        toucher.exchange(r);
        if (fresh) {
          toucher.work(r);
        }
        return beat.next(r.at());
      }
    }
  }

  @Override
  public long tick(long key, Tally tally, long now, Out<? super Trace> out) {
    if (tally.changed()) {
      out.send(tally.paint(now));
    }
    if (tally.silent(now)) {
      tally.rest();
      return NEVER;
    }
    return (Math.floorDiv(now, Tally.LIFE) + 1) * Tally.LIFE;
  }

  /// Sends the touches of one observation, each with a tie of its own.
  private static final class Toucher {
    private final long at;
    private final Tally tally;
    private final Out<? super Trace> out;
    private long tie;
    private int flags;

    Toucher(long at, long id, Tally tally, Out<? super Trace> out) {
      this.at = at;
      this.tie = id;
      this.tally = tally;
      this.out = out;
    }

    void identity(Registration r) {
      touch(Kind.PAYMENT, r.payment(), 0);
      touch(Kind.DEVICE, r.device(), 0);
      touch(Kind.NETWORK, r.network(), 0);
      touch(Kind.MAIL, r.mailDomain(), 0);
    }

    void exchange(Reading r) {
      flags = r.flags();
      touch(Kind.NETWORK, r.net(), r.payload());
      if (!r.has(Flags.TRUNCATED)) {
        touch(Kind.CONTINUE, r.before(), r.root());
        touch(Kind.CHAIN, r.chain(), r.root());
      }
      all(Kind.QUOTE, r.quoted(), 0);
      all(Kind.RESUME, r.resumed(), 0);
      all(Kind.ISSUE, r.issued(), r.id());
      all(Kind.KNOWN, r.echoed(), 0);
      each(Kind.UNSEAL, r.reasoningIn());
      each(Kind.SEAL, r.reasoningOut());
    }

    /// A new piece of work: not a follow-up, not the same again.
    void work(Reading r) {
      long payload = r.payload() == 0 ? r.id() : r.payload();
      touch(Kind.SYSTEM, r.system(), payload);
      touch(Kind.HEAD, r.head(), payload);
      touch(Kind.TAIL, r.tail(), payload);
      touch(Kind.CONTRACT, r.contract(), payload);
      touch(Kind.TOOLS, r.tools(), payload);
      phrases(r.phrases(), payload);
      if (r.words() >= PAYLOAD_WORDS_LEAST) {
        touch(r.has(Flags.PUBLIC) ? Kind.PUBLIC : Kind.PAYLOAD, payload, payload);
        all(Kind.ITEM, r.items(), payload);
      }
    }

    /// The least habitual phrase of each slot.
    private void phrases(Hashes phrases, long payload) {
      long habits = tally.habits(phrases);
      int filled = 0;
      for (long left = habits; left != 0; left &= left - 1) {
        long phrase = phrases.get(Long.numberOfTrailingZeros(left));
        int slot = 1 << (int) (phrase & (Kind.PHRASE_SLOTS - 1));
        if ((filled & slot) == 0) {
          filled |= slot;
          touch(Kind.ofPhrase(phrase), phrase, payload);
        }
      }
    }

    private void all(Kind kind, Hashes hashes, long item) {
      for (int i = 0; i < hashes.size(); i++) {
        touch(kind, hashes.get(i), item);
      }
    }

    private void each(Kind kind, Hashes hashes) {
      for (int i = 0; i < hashes.size(); i++) {
        touch(kind, hashes.get(i), hashes.get(i));
      }
    }

    void touch(Kind kind, long hash, long item) {
      if (hash != 0) {
        tie += Mix.GOLDEN;
        out.send(new Touch(at, tie, kind, kind.artefact(hash), tally.principal(), item, flags));
      }
    }
  }

  @Override
  public Wire<Tally> state() {
    return new Wire<>() {
      @Override
      public String name() {
        return "tally/3";
      }

      @Override
      public void write(Tally value, DataOutput out) throws IOException {
        value.write(out);
      }

      @Override
      public Tally read(DataInput in) throws IOException {
        return Tally.read(in);
      }
    };
  }

  @Override
  public Wire<Observation> in() {
    return new ObservationWire();
  }

  @Override
  public Wire<Trace> out() {
    return new TraceWire();
  }
}
