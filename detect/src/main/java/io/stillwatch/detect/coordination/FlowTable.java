// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Things that can flow -> who had them first. A thing that more than one principal had, or that is
/// known outside, is marked as shared.
final class FlowTable {
  private final HolderTable table;

  FlowTable() {
    this(new HolderTable());
  }

  private FlowTable(HolderTable table) {
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

  /// The item it came with, its lower 32 bits: a name that tells a principal's replies apart, and
  /// that falls into a half of its own. Whoever asks for the half asks with this one.
  long item(int slot) {
    return Integer.toUnsignedLong(table.value(slot));
  }

  /// Whether more than one principal had it: then it is no private thing.
  boolean shared(int slot) {
    return table.marked(slot);
  }

  /// Notes that it is no private thing, and that it was met on this day.
  void share(int slot, int day) {
    table.mark(slot);
    table.used(slot, day);
  }

  void had(long key, long principal, long item, int day) {
    int slot = table.find(key);
    if (slot < 0) {
      table.insert(key, principal, (int) item, day);
      return;
    }
    table.used(slot, day);
    if (table.principal(slot) != principal) {
      table.mark(slot);
    }
  }

  /// Drops what was last had before `day`.
  void forget(int day) {
    table.forget(day, true);
  }

  void write(DataOutput out) throws IOException {
    table.write(out);
  }

  static FlowTable read(DataInput in) throws IOException {
    return new FlowTable(HolderTable.read(in));
  }
}
