// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.stats.LongObjectMap;
import io.stillwatch.stats.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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
    long artefact = t.artefact();
    long principal = t.principal();
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
      many = new Shared(t.kind());
      many.add(solo.principal(slot), solo.uses(slot), day);
      solo.remove(slot);
      shared.put(artefact, many);
    }
    many.add(principal, Shard.nominates(t.item()) ? 1L << 32 : 1L, day);
    many.with(t);
    fresh.add(artefact);
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

  /// Forgets artefacts not used since `day`. A shared one that comes back begins anew.
  void forget(int day) {
    solo.forget(day);
    var silent = new LongSet();
    shared.forEach(
        (artefact, many) -> {
          if (many.expired(day)) {
            silent.add(artefact);
          }
        });
    silent.forEach(shared::remove);
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
}
