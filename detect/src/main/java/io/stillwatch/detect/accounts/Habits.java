// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Hashes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The phrases an account keeps using, about 500 bytes. A phrase seen twice within the last five to
/// ten pieces of work is noted; from its third time on it is a habit. Notes grow old, so that a new
/// habit finds room among old ones.
///
/// Most accounts of a log have little work. Of the first piece only the list is kept, and looked
/// through when the second comes; room for notes is made with the first note. Neither changes what
/// is a habit, see LateRoomTest.
final class Habits {
  private static final int NOTES = 48;
  private static final int WORDS = 16;

  /// Phrases in one filter; at 120 of 1,024 bits one new phrase in twenty looks old.
  private static final int GENERATION = 120;

  private static final byte HABIT = 2;

  private Hashes first = Hashes.NONE;
  private long[] young = {};
  private long[] old = {};
  private int[] tags = {};
  private byte[] times = {};
  private int added;
  private int promoted;

  /// Where the search for the least note begins, so that new notes do not push each other out.
  private int hand;

  /// Counts the phrases of a new piece of work.
  ///
  /// @return a bit for each of them: whether it is a habit by now
  long use(Hashes phrases) {
    if (young.length == 0) {
      if (first.size() == 0) {
        first = phrases;
        return 0;
      }
      young = new long[WORDS];
      old = new long[WORDS];
      count(first);
      first = Hashes.NONE;
    }
    return count(phrases);
  }

  private long count(Hashes phrases) {
    long habits = 0;
    for (int i = 0; i < phrases.size(); i++) {
      long phrase = phrases.get(i);
      int tag = (int) (phrase >>> 32) | 1;
      int at = note(tag);
      if (at >= 0) {
        times[at] = (byte) Math.min(Byte.MAX_VALUE, times[at] + 1);
        habits |= times[at] >= HABIT ? 1L << i : 0;
      } else if (holds(young, phrase) || holds(old, phrase)) {
        promote(tag);
      } else {
        remember(phrase);
      }
    }
    return habits;
  }

  private int note(int tag) {
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] == tag) {
        return i;
      }
    }
    return -1;
  }

  private static boolean holds(long[] filter, long phrase) {
    return (filter[word(phrase)] & 1L << phrase) != 0
        && (filter[word(phrase >>> 10)] & 1L << (phrase >>> 10)) != 0;
  }

  private static int word(long phrase) {
    return (int) (phrase >>> 6) & (WORDS - 1);
  }

  private void remember(long phrase) {
    young[word(phrase)] |= 1L << phrase;
    young[word(phrase >>> 10)] |= 1L << (phrase >>> 10);
    if (++added == GENERATION) {
      long[] oldest = old;
      old = young;
      young = oldest;
      Arrays.fill(young, 0);
      added = 0;
    }
  }

  private void promote(int tag) {
    if (tags.length == 0) {
      tags = new int[NOTES];
      times = new byte[NOTES];
    }
    int least = hand;
    for (int n = 1; n < NOTES; n++) {
      int i = (hand + n) % NOTES;
      least = times[i] < times[least] ? i : least;
    }
    tags[least] = tag;
    times[least] = 1;
    hand = (least + 1) % NOTES;
    if (++promoted == NOTES) {
      promoted = 0;
      for (int i = 0; i < NOTES; i++) {
        times[i] = (byte) (times[i] - (times[i] + 3) / 4);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    first.write(out);
    out.writeBoolean(young.length > 0);
    for (int w = 0; w < young.length; w++) {
      out.writeLong(young[w]);
      out.writeLong(old[w]);
    }
    out.writeBoolean(tags.length > 0);
    for (int i = 0; i < tags.length; i++) {
      out.writeInt(tags[i]);
      out.writeByte(times[i]);
    }
    out.writeByte(added);
    out.writeByte(promoted);
    out.writeByte(hand);
  }

  void read(DataInput in) throws IOException {
    first = Hashes.read(in);
    int words = in.readBoolean() ? WORDS : 0;
    young = new long[words];
    old = new long[words];
    for (int w = 0; w < words; w++) {
      young[w] = in.readLong();
      old[w] = in.readLong();
    }
    int notes = in.readBoolean() ? NOTES : 0;
    tags = new int[notes];
    times = new byte[notes];
    for (int i = 0; i < notes; i++) {
      tags[i] = in.readInt();
      times[i] = in.readByte();
    }
    added = in.readUnsignedByte();
    promoted = in.readUnsignedByte();
    hand = in.readUnsignedByte();
  }
}
