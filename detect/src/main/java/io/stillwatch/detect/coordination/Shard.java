// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.model.Family;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.Halves;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The ledgers of one shard: who holds an artefact, who had something that can flow, and which
/// texts are known outside.
///
/// Every item falls into one of two halves by its own hash ([#nominates]). One half nominates
/// candidates, the other is kept to test them, so no group is tested on what chose it.
public final class Shard {
  private static final long DAY = 86_400_000;

  /// Things that can flow are forgotten after a week, single holdings after four.
  private static final int FLOW_DAYS = 7;

  private static final int HOLDING_DAYS = 28;

  private final FlowTable flows;
  private final KnownTable known;
  private final HoldingTable holdings;

  /// The day up to which it was forgotten.
  private int today;

  Shard() {
    this(new FlowTable(), new KnownTable(), new HoldingTable(), Integer.MIN_VALUE);
  }

  private Shard(FlowTable flows, KnownTable known, HoldingTable holdings, int today) {
    this.flows = flows;
    this.known = known;
    this.holdings = holdings;
    this.today = today;
  }

  /// Whether an item belongs to the nominating half.
  public static boolean nominates(long item) {
    return Halves.nominates(item);
  }

  /// Whether a principal is listed for an artefact at this level: one in 2^level is.
  public static boolean sampled(long principal, int level) {
    return level == 0 || Mix.mix64(principal ^ 0x53414D50L) >>> (64 - level) == 0;
  }

  boolean waiting() {
    return holdings.waiting() || flows.size() > 0 || known.size() > 0;
  }

  void take(Touch t, Out<? super Clue> out) {
    int day = (int) Math.floorDiv(t.at(), DAY);
    forget(day);
    switch (t.kind()) {
      case CHAIN, SEAL -> flows.had(t.artefact(), t.principal(), t.item(), day);
      case ISSUE -> issued(t, day);
      case KNOWN -> known(t, day);
      case CONTINUE -> flow(Family.E1, t, out);
      case QUOTE, RESUME -> {
        flow(Family.E3, t, out);
        quoted(t, day);
      }
      case UNSEAL -> flow(Family.E2, t, out);
      default -> holdings.used(t, day);
    }
  }

  /// A text that was known before is not private, whoever is issued it.
  private void issued(Touch t, int day) {
    if (flows.find(t.artefact()) >= 0 || !known.met(t.artefact(), day)) {
      flows.had(t.artefact(), t.principal(), t.item(), day);
    }
  }

  /// Notes that a text is known outside: whoever is issued it from now on has nothing private.
  private void known(Touch t, int day) {
    int slot = flows.find(t.artefact());
    if (slot >= 0) {
      flows.share(slot, day);
    } else {
      known.add(t.artefact(), day);
    }
  }

  /// Notes that a principal wrote a text that nobody was issued yet: if the model says it later, to
  /// whomever, it is no private output.
  private void quoted(Touch t, int day) {
    if (flows.find(t.artefact()) < 0 && !known.contains(t.artefact())) {
      known.add(t.artefact(), day);
    }
  }

  private void flow(Family family, Touch t, Out<? super Clue> out) {
    int slot = flows.find(t.artefact());
    if (slot >= 0 && !flows.shared(slot) && flows.principal(slot) != t.principal()) {
      long item = family == Family.E3 ? flows.item(slot) : t.item();
      out.send(
          new Flow(
              t.at(),
              t.tie(),
              family,
              flows.principal(slot),
              t.principal(),
              item,
              t.artefact(),
              t.kind() == Kind.QUOTE));
    }
  }

  void tell(long now, Out<? super Clue> out) {
    holdings.tell(now, out);
    forget((int) Math.floorDiv(now, DAY));
  }

  /// The tables count days in few bits, so they forget before a new day leaves its trace in them.
  private void forget(int day) {
    if (day > today) {
      today = day;
      flows.forget(day - FLOW_DAYS);
      known.forget(day - FLOW_DAYS);
      holdings.forget(day - HOLDING_DAYS);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(today);
    flows.write(out);
    known.write(out);
    holdings.write(out);
  }

  static Shard read(DataInput in) throws IOException {
    int today = in.readInt();
    return new Shard(FlowTable.read(in), KnownTable.read(in), HoldingTable.read(in), today);
  }
}
