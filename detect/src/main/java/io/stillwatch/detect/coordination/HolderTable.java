// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.features.Reading;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Things -> one principal each: open addressing in flat arrays, 16 bytes a slot. It grows by a
/// quarter when it is 4/5 full: an entry takes 20 to 25 bytes, where doubling would make it 20 to
/// 40, and all shards, being of one size, would double in the same hour. So slots are no power of
/// two, and the home of a print is its lower half as a fraction of them.
///
/// A key is known by 42 bits of its hash. A lookup among n others finds a wrong one with
/// probability n / 2^42: with 10^8 things in 1,024 shards, two or three in 10^8 lookups.
///
/// Days are kept modulo 32. Whoever uses the table calls [#forget] before the first use on a new
/// day, and keeps nothing for longer than 31 days but what is marked.
final class HolderTable {
  private static final int LEAST = 16;

  // A word: principal 48 bits, upper bits of the print 10, mark 1, day 5.
  private static final int PRINCIPAL = 64 - Reading.KEY_BITS;
  private static final int PRINT = 6;
  private static final int PRINT_MASK = 0x3FF;
  private static final long MARK = 0x20;
  private static final long DAY_MASK = 0x1F;

  private long[] words = new long[LEAST];

  /// Lower 32 bits of the print, home slot included; 0 in an empty slot.
  private int[] tags = new int[LEAST];

  private int[] values = new int[LEAST];
  private int size;
  private int newest = Integer.MIN_VALUE;

  int size() {
    return size;
  }

  int capacity() {
    return tags.length;
  }

  /// Slot of `key`, or -1.
  int find(long key) {
    long print = Mix.mix64(key);
    int tag = tag(print);
    for (int slot = home(tag); tags[slot] != 0; slot = next(slot)) {
      if (tags[slot] == tag && ((words[slot] ^ upper(print)) >>> PRINT & PRINT_MASK) == 0) {
        return key == 0 ? -1 : slot;
      }
    }
    return -1;
  }

  private int home(int tag) {
    return (int) ((Integer.toUnsignedLong(tag) * tags.length) >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == tags.length ? 0 : slot + 1;
  }

  private static int tag(long print) {
    int tag = (int) print;
    return tag == 0 ? 1 : tag;
  }

  private static long upper(long print) {
    return ((print >>> 32) & PRINT_MASK) << PRINT;
  }

  long principal(int slot) {
    return words[slot] >> PRINCIPAL;
  }

  boolean marked(int slot) {
    return (words[slot] & MARK) != 0;
  }

  void mark(int slot) {
    words[slot] |= MARK;
  }

  int value(int slot) {
    return values[slot];
  }

  void value(int slot, int value) {
    values[slot] = value;
  }

  /// Notes that it was used on this day.
  void used(int slot, int day) {
    words[slot] = (words[slot] & ~DAY_MASK) | (day & DAY_MASK);
    newest = Math.max(newest, day);
  }

  /// Takes in a key that is not there; 0 stands for an absent thing and is left out.
  void insert(long key, long principal, int value, int day) {
    if (key == 0) {
      return;
    }
    if (principal << PRINCIPAL >> PRINCIPAL != principal) {
      throw new IllegalArgumentException("a principal's key has 48 bits, not " + principal);
    }
    if (size * 5L >= tags.length * 4L) {
      rebuild(tags.length + tags.length / 4, Integer.MIN_VALUE, true);
    }
    newest = Math.max(newest, day);
    long print = Mix.mix64(key);
    place((principal << PRINCIPAL) | upper(print) | (day & DAY_MASK), tag(print), value);
  }

  private void place(long word, int tag, int value) {
    int slot = home(tag);
    while (tags[slot] != 0) {
      slot = next(slot);
    }
    words[slot] = word;
    tags[slot] = tag;
    values[slot] = value;
    size++;
  }

  /// Takes out what is in a slot; those behind it move up.
  void remove(int slot) {
    int gap = slot;
    for (int i = next(gap); tags[i] != 0; i = next(i)) {
      if (way(home(tags[i]), i) >= way(gap, i)) {
        words[gap] = words[i];
        tags[gap] = tags[i];
        values[gap] = values[i];
        gap = i;
      }
    }
    tags[gap] = 0;
    size--;
  }

  /// Slots from one to the other, on from the end to the beginning.
  private int way(int from, int to) {
    return to >= from ? to - from : to - from + tags.length;
  }

  /// Drops what was last used before `day`; what is marked too, or not.
  void forget(int day, boolean markedToo) {
    int kept = 0;
    for (int i = 0; i < tags.length; i++) {
      kept += tags[i] != 0 && stays(words[i], day, markedToo) ? 1 : 0;
    }
    if (kept < size) {
      rebuild(Math.max(LEAST, kept + kept * 2 / 5), day, markedToo);
    }
  }

  /// Days in the table lie within 31 days up to the newest.
  private boolean stays(long word, int day, boolean markedToo) {
    boolean safe = !markedToo && (word & MARK) != 0;
    return safe || (day <= newest && ((word - day) & DAY_MASK) <= (long) newest - day);
  }

  private void rebuild(int capacity, int day, boolean markedToo) {
    long[] oldWords = words;
    int[] oldTags = tags;
    int[] oldValues = values;
    words = new long[capacity];
    tags = new int[capacity];
    values = new int[capacity];
    size = 0;
    for (int i = 0; i < oldTags.length; i++) {
      if (oldTags[i] != 0 && stays(oldWords[i], day, markedToo)) {
        place(oldWords[i], oldTags[i], oldValues[i]);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(tags.length);
    out.writeInt(size);
    out.writeInt(newest);
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] != 0) {
        out.writeLong(words[i]);
        out.writeInt(tags[i]);
        out.writeInt(values[i]);
      }
    }
  }

  static HolderTable read(DataInput in) throws IOException {
    var table = new HolderTable();
    int capacity = in.readInt();
    table.words = new long[capacity];
    table.tags = new int[capacity];
    table.values = new int[capacity];
    int n = in.readInt();
    table.newest = in.readInt();
    for (int i = 0; i < n; i++) {
      table.place(in.readLong(), in.readInt(), in.readInt());
    }
    return table;
  }
}
