// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.detect.features.Registration;
import io.stillwatch.stats.Hll64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Running state of one account: about 700 bytes, and 700 more when it has habits.
final class Tally {
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /// How long habits are kept without an exchange.
  static final long LIFE = 28 * DAY;

  private static final int MODELS = 6;

  final long key;
  private String name = "";
  private long org;
  private Portrait.Facts facts = new Portrait.Facts(Registration.UNKNOWN, 0, 0, 0, 0, 0, 0);
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long exchanges;
  private long tokensIn;
  private long tokensOut;
  private long refused;
  private long replies;
  private long firstTurns;
  private long works;
  private long followUps;
  private long issued;
  private long sealed;
  private final long[] payloads = new long[Hll64.WORDS];
  private final long[] bits = new long[Flags.ELICITATION_BITS];
  private final long[] hours = new long[(Portrait.HOURS + 63) / 64];
  private final long[] days = new long[DayCount.WORDS];
  private long newestHour = Long.MIN_VALUE;
  private List<Portrait.Use> models = new ArrayList<>(2);
  private boolean changed;
  private Recent chains = new Recent(8);
  private Recent asked = new Recent(16);
  private Habits habits = new Habits();

  /// Whether the account's organisation answers for it.
  private final boolean collapse;

  Tally(long key) {
    this(key, true);
  }

  Tally(long key, boolean collapse) {
    this.key = key;
    this.collapse = collapse;
  }

  long principal() {
    return org == 0 || !collapse ? key : org;
  }

  boolean changed() {
    return changed;
  }

  long client() {
    return facts.client();
  }

  void register(Registration r) {
    name = r.account();
    org = r.org() == 0 ? org : r.org();
    facts =
        new Portrait.Facts(
            r.created(), r.plan(), r.payment(), r.device(), r.network(), r.mailDomain(), client());
  }

  /// Which of these phrases are habits of the account, as bits.
  long habits(Hashes phrases) {
    return habits.use(phrases);
  }

  /// Whether there was no exchange in the [#LIFE] before `now`.
  boolean silent(long now) {
    return last < now - LIFE;
  }

  /// Lets go of what an account that comes back after a long silence learns anew: its habits, its
  /// last conversations and questions. Counts stay; they are the counts of a finding.
  void rest() {
    chains = new Recent(8);
    asked = new Recent(16);
    habits = new Habits();
  }

  /// Counts an exchange.
  ///
  /// @return whether it is a new piece of work: neither follow-up of a conversation of the account
  ///   nor one of its last messages again (a retry, or one more sample)
  boolean add(Reading r) {
    name = name.equals(r.account()) ? name : r.account();
    org = org == 0 ? r.org() : org;
    if (facts.client() == 0) {
      facts =
          new Portrait.Facts(
              facts.created(),
              facts.plan(),
              facts.payment(),
              facts.device(),
              facts.network(),
              facts.mail(),
              r.client());
    }
    first = Math.min(first, r.at());
    last = Math.max(last, r.at());
    exchanges++;
    tokensIn += r.tokensIn();
    tokensOut += r.tokensOut();
    refused += r.has(Flags.REFUSED) ? 1 : 0;
    replies += r.has(Flags.HAS_REPLY) ? 1 : 0;
    firstTurns += r.has(Flags.FIRST_TURN) ? 1 : 0;
    issued += r.issued().size() > 0 ? 1 : 0;
    sealed += r.reasoningOut().size();
    if (r.payload() != 0) {
      Hll64.add(payloads, 0, r.payload());
    }
    for (int i = 0; i < bits.length; i++) {
      bits[i] += (r.flags() >>> (Flags.FIRST_ELICITATION_BIT + i)) & 1;
    }
    mark(r.at());
    use(r);
    changed = true;
    return isNew(r);
  }

  private boolean isNew(Reading r) {
    boolean follows = r.before() != 0 && chains.holds(r.before());
    boolean again = r.payload() != 0 && asked.holds(r.payload());
    if (r.chain() != 0) {
      chains.add(r.chain());
    }
    if (r.payload() != 0 && !again) {
      asked.add(r.payload());
    }
    followUps += follows ? 1 : 0;
    if (follows || again) {
      return false;
    }
    works++;
    DayCount.addWork(days, DayCount.slot(Math.floorDiv(r.at(), DAY)));
    return true;
  }

  private void mark(long at) {
    long hour = Math.floorDiv(at, HOUR);
    long from = Math.max(newestHour + 1, hour - Portrait.HOURS + 1);
    for (long h = from; newestHour != Long.MIN_VALUE && h <= hour; h++) {
      int slot = (int) Math.floorMod(h, (long) Portrait.HOURS);
      hours[slot >> 6] &= ~(1L << slot);
      if (Math.floorMod(h, 24L) == 0) {
        DayCount.clear(days, DayCount.slot(Math.floorDiv(h, 24L)));
      }
    }
    if (hour > newestHour) {
      newestHour = hour;
    }
    int slot = (int) Math.floorMod(hour, (long) Portrait.HOURS);
    hours[slot >> 6] |= 1L << slot;
    DayCount.addExchange(days, DayCount.slot(Math.floorDiv(at, DAY)));
  }

  private void use(Reading r) {
    for (int i = 0; i < models.size(); i++) {
      Portrait.Use u = models.get(i);
      if (u.model().equals(r.model())) {
        models.set(i, plus(u, r));
        return;
      }
    }
    var fresh = new Portrait.Use(r.model(), 1, r.tokensIn(), r.tokensOut(), r.at());
    if (models.size() < MODELS) {
      models.add(fresh);
      return;
    }
    Portrait.Use rest = models.get(MODELS - 1);
    models.set(
        MODELS - 1,
        plus(
            new Portrait.Use(
                "others", rest.exchanges(), rest.tokensIn(), rest.tokensOut(), rest.first()),
            r));
  }

  private static Portrait.Use plus(Portrait.Use u, Reading r) {
    return new Portrait.Use(
        u.model(),
        u.exchanges() + 1,
        u.tokensIn() + r.tokensIn(),
        u.tokensOut() + r.tokensOut(),
        u.first());
  }

  /// The portrait as of `at`; clears the mark of change.
  Portrait paint(long at) {
    changed = false;
    long distinct = Math.min(exchanges, Math.round(Hll64.estimate(payloads, 0)));
    return new Portrait(
        at,
        key,
        name,
        principal(),
        facts,
        first,
        last,
        exchanges,
        tokensIn,
        tokensOut,
        refused,
        distinct,
        replies,
        firstTurns,
        works,
        followUps,
        issued,
        sealed,
        Hashes.copyOf(bits, bits.length),
        Hashes.copyOf(hours, hours.length),
        Hashes.copyOf(days, days.length),
        models);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(key);
    out.writeBoolean(collapse);
    out.writeUTF(name);
    out.writeLong(org);
    TraceWire.writeFacts(facts, out);
    for (long v : new long[] {first, last, exchanges, tokensIn, tokensOut, refused, replies}) {
      out.writeLong(v);
    }
    out.writeLong(firstTurns);
    out.writeLong(works);
    out.writeLong(followUps);
    out.writeLong(issued);
    out.writeLong(sealed);
    for (long[] array : List.of(payloads, bits, hours, days)) {
      for (long v : array) {
        out.writeLong(v);
      }
    }
    out.writeLong(newestHour);
    TraceWire.writeModels(models, out);
    out.writeBoolean(changed);
    chains.write(out);
    asked.write(out);
    habits.write(out);
  }

  static Tally read(DataInput in) throws IOException {
    var t = new Tally(in.readLong(), in.readBoolean());
    t.name = in.readUTF();
    t.org = in.readLong();
    t.facts = TraceWire.readFacts(in);
    t.first = in.readLong();
    t.last = in.readLong();
    t.exchanges = in.readLong();
    t.tokensIn = in.readLong();
    t.tokensOut = in.readLong();
    t.refused = in.readLong();
    t.replies = in.readLong();
    t.firstTurns = in.readLong();
    t.works = in.readLong();
    t.followUps = in.readLong();
    t.issued = in.readLong();
    t.sealed = in.readLong();
    for (long[] array : List.of(t.payloads, t.bits, t.hours, t.days)) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readLong();
      }
    }
    t.newestHour = in.readLong();
    t.models = new ArrayList<>(TraceWire.readModels(in));
    t.changed = in.readBoolean();
    t.chains.read(in);
    t.asked.read(in);
    t.habits.read(in);
    return t;
  }
}
