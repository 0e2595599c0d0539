// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// The toy message of these tests.
public record Mark(long at, long tie, long key, String what) implements Message {
  public static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::at).thenComparingLong(Mark::tie);

  public static final Wire<Mark> WIRE =
      new Wire<>() {
        @Override
        public String name() {
          return "mark/1";
        }

        @Override
        public void write(Mark value, DataOutput out) throws IOException {
          out.writeLong(value.at);
          out.writeLong(value.tie);
          out.writeLong(value.key);
          out.writeUTF(value.what);
        }

        @Override
        public Mark read(DataInput in) throws IOException {
          return new Mark(in.readLong(), in.readLong(), in.readLong(), in.readUTF());
        }
      };

  static Mark bare(long at) {
    return new Mark(at, at, 0, "");
  }

  /// Marks in order, several to an instant, with quiet spells between.
  public static List<Mark> traffic(Random random, int n) {
    var marks = new ArrayList<Mark>();
    long at = random.nextInt(500);
    for (int i = 0; i < n; i++) {
      boolean quiet = random.nextInt(40) == 0;
      at += random.nextInt(3) == 0 ? random.nextInt(quiet ? 2_000 : 30) : 0;
      marks.add(new Mark(at, random.nextLong(), random.nextInt(25), "m" + random.nextInt(9)));
    }
    marks.sort(ORDER);
    return marks;
  }
}
