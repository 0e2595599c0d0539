// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.pipeline.Out;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// An artefact that several principals hold: their uses since the last telling, and how it was
/// used. Who held it before is the board's to know. Of more than [Holding#most] holders with new
/// uses only a consistent half is kept, then a quarter, and so on.
final class Shared {
  private static final int[] NONE = {};

  private final Kind kind;
  private Holders news = new Holders();
  private int level;

  /// Newest day of use.
  private int day;

  /// Payloads it came with, as tags; let go when there are enough of them.
  private int[] items = NONE;

  private int variety;
  private int used;
  private int points;

  Shared(Kind kind) {
    this.kind = kind;
  }

  void add(long principal, long uses, int today) {
    day = today;
    if (Shard.sampled(principal, level)) {
      news.add(principal, uses);
      while (news.size() > Holding.most(kind)) {
        news = news.sampled(++level);
      }
    }
  }

  /// Notes what it came with; a scaffold comes with ever different payloads.
  void with(Touch t) {
    used++;
    points += Flags.points(t.flags());
    if (variety < Holding.VARIETY_MOST) {
      int tag = Long.hashCode(t.item());
      for (int item : items) {
        if (item == tag) {
          return;
        }
      }
      variety++;
      items = variety < Holding.VARIETY_MOST ? Arrays.copyOf(items, variety) : NONE;
      if (items.length > 0) {
        items[variety - 1] = tag;
      }
    }
  }

  void tell(long now, long artefact, Out<? super Clue> out) {
    long[] holders = news.sortedKeys();
    var uses = new long[holders.length];
    for (int i = 0; i < uses.length; i++) {
      uses[i] = news.uses(holders[i]);
    }
    if (holders.length > 0) {
      out.send(
          new Holding(
              now,
              kind,
              artefact,
              level,
              variety,
              Hashes.copyOf(new long[] {used, points}, 2),
              Hashes.copyOf(holders, holders.length),
              Hashes.copyOf(uses, uses.length)));
      news = new Holders();
      level = 0;
      used = 0;
      points = 0;
    }
  }

  /// Whether it was last used before `before`; traits of an account are told once, and stay.
  boolean expired(int before) {
    return day < before && kind.role() != Kind.Role.IDENTITY;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    news.write(out);
    out.writeByte(level);
    out.writeInt(day);
    out.writeByte(items.length);
    for (int item : items) {
      out.writeInt(item);
    }
    out.writeByte(variety);
    out.writeInt(used);
    out.writeInt(points);
  }

  static Shared read(DataInput in) throws IOException {
    var shared = new Shared(Kind.at(in.readByte()));
    shared.news = Holders.read(in);
    shared.level = in.readByte();
    shared.day = in.readInt();
    shared.items = new int[in.readByte()];
    for (int i = 0; i < shared.items.length; i++) {
      shared.items[i] = in.readInt();
    }
    shared.variety = in.readByte();
    shared.used = in.readInt();
    shared.points = in.readInt();
    return shared;
  }
}
