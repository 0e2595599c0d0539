// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.LongLongMap;
import io.stillwatch.stats.LongObjectMap;
import io.stillwatch.stats.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Artefacts -> who holds them. Most are held by one principal for ever and live in a flat table;
/// the second holder moves an artefact to a list of its own.
final class HoldingTable {
  private SoloTable solo = new SoloTable();
  private final LongObjectMap<Shared> shared = new LongObjectMap<>();
  private final LongSet fresh = new LongSet();

  boolean waiting() {
    return fresh.size() > 0;
  }

  void used(Touch t, int day) {
    Kind kind = t.kind();
    long artefact = t.artefact();
    long principal = t.principal();
    boolean nominates = Shard.nominates(t.item());
    Shared many = shared.get(artefact);
    if (many == null) {
      int slot = solo.find(artefact);
      if (slot < 0) {
        solo.insert(t, day);
        return;
      }
      if (solo.principal(slot) == principal) {
        solo.add(slot, t, day);
        return;
      }
      many = new Shared(kind);
      many.add(solo.principal(slot), solo.uses(slot));
      solo.remove(slot);
      shared.put(artefact, many);
    }
    many.add(principal, count(nominates));
    many.with(t.item(), t.flags());
    fresh.add(artefact);
  }

  private static long count(boolean nominates) {
    return nominates ? 1L << 32 : 1L;
  }

  void tell(long now, Out<? super Clue> out) {
    long[] artefacts = fresh.sortedKeys();
    for (long artefact : artefacts) {
      Shared many = shared.get(artefact);
      if (many != null) {
        many.tell(now, artefact, out);
      }
    }
    fresh.clear();
  }

  /// Forgets single holders not seen since `day`. Shared artefacts stay.
  void forget(int day) {
    solo.forget(day);
  }

  void write(DataOutput out) throws IOException {
    solo.write(out);
    long[] keys = shared.sortedKeys();
    out.writeInt(keys.length);
    for (long key : keys) {
      Shared many = shared.get(key);
      if (many != null) {
        out.writeLong(key);
        many.write(out);
      }
    }
    long[] news = fresh.sortedKeys();
    out.writeInt(news.length);
    for (long key : news) {
      out.writeLong(key);
    }
  }

  static HoldingTable read(DataInput in) throws IOException {
    var table = new HoldingTable();
    table.solo = SoloTable.read(in);
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      table.shared.put(in.readLong(), Shared.read(in));
    }
    int news = in.readInt();
    for (int i = 0; i < news; i++) {
      table.fresh.add(in.readLong());
    }
    return table;
  }

  /// Holders of one artefact and their uses since the last telling. Beyond 4,096 holders only a
  /// consistent half is kept, then a quarter, and so on.
  private static final class Shared {
    private static final int MOST = 4096;

    private final Kind kind;
    private int level;
    private final long[] items = new long[Holding.VARIETY_MOST];
    private final long[] manner = new long[3];
    private int variety;
    private LongLongMap uses = new LongLongMap();

    Shared(Kind kind) {
      this.kind = kind;
    }

    void add(long principal, long count) {
      if (Shard.sampled(principal, level)) {
        uses.add(principal, count);
        if (uses.size() > MOST) {
          level++;
          var kept = new LongLongMap();
          uses.forEach(
              (holder, n) -> {
                if (Shard.sampled(holder, level)) {
                  kept.put(holder, n);
                }
              });
          uses = kept;
        }
      }
    }

    /// Notes what it came with; a scaffold comes with ever different payloads.
    void with(long item, int flags) {
      manner[0]++;
      manner[1] += Flags.points(flags);
      manner[2] += (flags & Flags.FIRST_TURN) != 0 ? 1 : 0;
      for (int i = 0; i < variety; i++) {
        if (items[i] == item) {
          return;
        }
      }
      if (variety < items.length) {
        items[variety++] = item;
      }
    }

    void tell(long now, long artefact, Out<? super Clue> out) {
      long[] holders = uses.sortedKeys();
      var news = new long[holders.length];
      var counts = new long[holders.length];
      int n = 0;
      for (long holder : holders) {
        long count = uses.getOrDefault(holder, 0);
        if (count != 0) {
          news[n] = holder;
          counts[n++] = count;
          uses.put(holder, 0);
        }
      }
      if (n > 0) {
        out.send(
            new Holding(
                now,
                kind,
                artefact,
                level,
                variety,
                Hashes.copyOf(manner, manner.length),
                Hashes.copyOf(news, n),
                Hashes.copyOf(counts, n)));
        Arrays.fill(manner, 0);
      }
    }

    void write(DataOutput out) throws IOException {
      out.writeByte(kind.ordinal());
      out.writeByte(level);
      out.writeByte(variety);
      for (int i = 0; i < variety; i++) {
        out.writeLong(items[i]);
      }
      for (long count : manner) {
        out.writeLong(count);
      }
      long[] holders = uses.sortedKeys();
      out.writeInt(holders.length);
      for (long holder : holders) {
        out.writeLong(holder);
        out.writeLong(uses.getOrDefault(holder, 0));
      }
    }

    static Shared read(DataInput in) throws IOException {
      var many = new Shared(Kind.at(in.readByte()));
      many.level = in.readByte();
      many.variety = in.readByte();
      for (int i = 0; i < many.variety; i++) {
        many.items[i] = in.readLong();
      }
      for (int i = 0; i < many.manner.length; i++) {
        many.manner[i] = in.readLong();
      }
      int n = in.readInt();
      for (int i = 0; i < n; i++) {
        many.uses.put(in.readLong(), in.readLong());
      }
      return many;
    }
  }
}
