// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.model.Family;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Two ledgers of one shard: who holds an artefact, and who had something that can flow.
///
/// Every item falls into one of two halves by its own hash ([#nominates]). One half nominates
/// candidates, the other is kept to test them, so no group is tested on what chose it.
public final class Shard {
  private static final long DAY = 86_400_000;

  /// Things that can flow are forgotten after a week, single holdings after four.
  private static final int FLOW_DAYS = 7;

  private static final int HOLDING_DAYS = 28;

  private final FlowTable flows;
  private final HoldingTable holdings;

  Shard() {
    this(new FlowTable(), new HoldingTable());
  }

  private Shard(FlowTable flows, HoldingTable holdings) {
    this.flows = flows;
    this.holdings = holdings;
  }

  /// Whether an item belongs to the nominating half.
  public static boolean nominates(long item) {
    return (Mix.mix64(item ^ 0x48414C56L) & 1) == 0;
  }

  /// Whether a principal is listed for an artefact at this level: one in 2^level is.
  public static boolean sampled(long principal, int level) {
    return level == 0 || Mix.mix64(principal ^ 0x53414D50L) >>> (64 - level) == 0;
  }

  boolean waiting() {
    return holdings.waiting() || flows.size() > 0;
  }

  void take(Touch t, Out<? super Clue> out) {
    int day = (int) Math.floorDiv(t.at(), DAY);
    switch (t.kind()) {
      case CHAIN, ISSUE, SEAL -> flows.had(t.artefact(), t.principal(), t.item(), day);
      case KNOWN -> flows.known(t.artefact(), t.principal(), day);
      case CONTINUE -> flow(Family.E1, t, out);
      case QUOTE, RESUME -> {
        flow(Family.E3, t, out);
        flows.quoted(t.artefact(), t.principal(), day);
      }
      case UNSEAL -> flow(Family.E2, t, out);
      default -> holdings.used(t, day);
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
    int today = (int) Math.floorDiv(now, DAY);
    holdings.tell(now, out);
    flows.forget(today - FLOW_DAYS);
    holdings.forget(today - HOLDING_DAYS);
  }

  void write(DataOutput out) throws IOException {
    flows.write(out);
    holdings.write(out);
  }

  static Shard read(DataInput in) throws IOException {
    return new Shard(FlowTable.read(in), HoldingTable.read(in));
  }
}
