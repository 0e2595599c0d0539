// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Texts that are known outside: whoever is issued one of them later has nothing private. Nobody
/// asks who knew them, so 4 bytes a slot do, 2/5 to 4/5 full.
///
/// A text is known by 29 bits of its hash. With 10^5 texts in a shard (10^8 in all) one private
/// text in 5,000 is taken for known: a hand-off less, never one too many.
///
/// Days are kept modulo 8. Whoever uses the table calls [#forget] before the first use on a new
/// day, and keeps nothing for longer than 7 days.
final class KnownTable {
  private static final int LEAST = 16;
  private static final int DAY_BITS = 3;
  private static final int DAY_MASK = (1 << DAY_BITS) - 1;

  /// Upper 29 bits a tag, never 0; lower 3 bits the day. 0 in an empty slot.
  private int[] slots = new int[LEAST];

  private int size;
  private int newest = Integer.MIN_VALUE;

  int size() {
    return size;
  }

  int capacity() {
    return slots.length;
  }

  /// Notes that a text is known; what was known already stays for longer.
  void add(long key, int day) {
    if (key != 0 && !met(key, day)) {
      if (size * 5L >= slots.length * 4L) {
        rebuild(slots.length * 2, Integer.MIN_VALUE);
      }
      newest = Math.max(newest, day);
      place((tag(key) << DAY_BITS) | (day & DAY_MASK));
    }
  }

  /// Whether a text is known; if so it stays so for longer.
  boolean met(long key, int day) {
    int slot = find(key);
    if (slot < 0) {
      return false;
    }
    slots[slot] = (slots[slot] & ~DAY_MASK) | (day & DAY_MASK);
    newest = Math.max(newest, day);
    return true;
  }

  boolean contains(long key) {
    return find(key) >= 0;
  }

  private static int tag(long key) {
    int tag = (int) (Mix.mix64(key) >>> (32 + DAY_BITS));
    return tag == 0 ? 1 : tag;
  }

  private int find(long key) {
    int tag = tag(key);
    int mask = slots.length - 1;
    for (int slot = tag & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      if (slots[slot] >>> DAY_BITS == tag) {
        return key == 0 ? -1 : slot;
      }
    }
    return -1;
  }

  private void place(int entry) {
    int mask = slots.length - 1;
    int slot = (entry >>> DAY_BITS) & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
    size++;
  }

  /// Drops what was last met before `day`.
  void forget(int day) {
    int kept = 0;
    for (int entry : slots) {
      kept += entry != 0 && stays(entry, day) ? 1 : 0;
    }
    if (kept < size) {
      int capacity = LEAST;
      while (kept * 5L >= capacity * 4L) {
        capacity *= 2;
      }
      rebuild(capacity, day);
    }
  }

  /// Days in the table lie within 7 days up to the newest.
  private boolean stays(int entry, int day) {
    return day <= newest && ((entry - day) & DAY_MASK) <= (long) newest - day;
  }

  private void rebuild(int capacity, int day) {
    int[] old = slots;
    slots = new int[capacity];
    size = 0;
    for (int entry : old) {
      if (entry != 0 && stays(entry, day)) {
        place(entry);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(slots.length);
    out.writeInt(size);
    out.writeInt(newest);
    for (int entry : slots) {
      if (entry != 0) {
        out.writeInt(entry);
      }
    }
  }

  static KnownTable read(DataInput in) throws IOException {
    var table = new KnownTable();
    table.slots = new int[in.readInt()];
    int n = in.readInt();
    table.newest = in.readInt();
    for (int i = 0; i < n; i++) {
      table.place(in.readInt());
    }
    return table;
  }
}
