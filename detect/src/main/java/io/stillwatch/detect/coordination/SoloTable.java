// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Touch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Artefacts with one holder, and its uses in both halves. Counts stop at 65,535 in each half.
final class SoloTable {
  private static final int MOST = 0xFFFF;

  private final HolderTable table;

  SoloTable() {
    this(new HolderTable());
  }

  private SoloTable(HolderTable table) {
    this.table = table;
  }

  int size() {
    return table.size();
  }

  /// Slot of `key`, or -1.
  int find(long key) {
    return table.find(key);
  }

  long principal(int slot) {
    return table.principal(slot);
  }

  /// Uses so far: nominating half in the upper 32 bits, testing half in the lower.
  long uses(int slot) {
    int counts = table.value(slot);
    return ((long) (counts >>> 16) << 32) | (counts & MOST);
  }

  /// Takes in the first use of an artefact.
  void insert(Touch t, int day) {
    table.insert(t.artefact(), t.principal(), one(t), day);
    int slot = t.kind().role() == Kind.Role.IDENTITY ? table.find(t.artefact()) : -1;
    if (slot >= 0) {
      table.mark(slot);
    }
  }

  /// Counts one more use.
  void add(int slot, Touch t, int day) {
    int counts = table.value(slot);
    int half = Shard.nominates(t.item()) ? counts >>> 16 : counts & MOST;
    table.value(slot, half < MOST ? counts + one(t) : counts);
    table.used(slot, day);
  }

  private static int one(Touch t) {
    return Shard.nominates(t.item()) ? 1 << 16 : 1;
  }

  void remove(int slot) {
    table.remove(slot);
  }

  /// Drops artefacts last used before `day`. Traits of an account are told once, and stay.
  void forget(int day) {
    table.forget(day, false);
  }

  void write(DataOutput out) throws IOException {
    table.write(out);
  }

  static SoloTable read(DataInput in) throws IOException {
    return new SoloTable(HolderTable.read(in));
  }
}
