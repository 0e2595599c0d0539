// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.LongSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Passes each request id once, and each account's signup once; the earliest stays. Keyed by shard
/// of the id. Remembers the newest 8 to 16 million ids in all, as a scan of files does.
final class OnceStage implements Stage<OnceStage.Seen, Message, Message> {
  private static final int SHARD_BITS = 10;
  private static final int GENERATION = 8 << (20 - SHARD_BITS);

  /// Ids of one shard, in two generations; the older one is forgotten when the newer is full.
  static final class Seen {
    private LongSet older = new LongSet();
    private LongSet newer = new LongSet();

    boolean add(long id) {
      if (older.contains(id) || !newer.add(id)) {
        return false;
      }
      if (newer.size() >= GENERATION) {
        older = newer;
        newer = new LongSet();
      }
      return true;
    }
  }

  @Override
  public String name() {
    return "once";
  }

  /// Signups are told from exchanges by their ids: one is of an account, the other of a request.
  private static long id(Message in) {
    return Detection.isSignup(in) ? ~in.tie() : in.tie();
  }

  @Override
  public long key(Message in) {
    return id(in) >>> (64 - SHARD_BITS);
  }

  @Override
  public Seen start(long key) {
    return new Seen();
  }

  @Override
  public long step(Seen seen, Message in, Out<? super Message> out) {
    if (seen.add(id(in))) {
      out.send(in);
    }
    return NEVER;
  }

  @Override
  public long tick(long key, Seen seen, long now, Out<? super Message> out) {
    return NEVER;
  }

  @Override
  public Wire<Seen> state() {
    return new Wire<>() {
      @Override
      public String name() {
        return "seen/1";
      }

      @Override
      public void write(Seen value, DataOutput out) throws IOException {
        write(value.older, out);
        write(value.newer, out);
      }

      private static void write(LongSet set, DataOutput out) throws IOException {
        long[] ids = set.toArray();
        out.writeInt(ids.length);
        for (long id : ids) {
          out.writeLong(id);
        }
      }

      @Override
      public Seen read(DataInput in) throws IOException {
        var seen = new Seen();
        seen.older = set(in);
        seen.newer = set(in);
        return seen;
      }

      private static LongSet set(DataInput in) throws IOException {
        int n = in.readInt();
        var set = new LongSet(n);
        for (int i = 0; i < n; i++) {
          set.add(in.readLong());
        }
        return set;
      }
    };
  }

  @Override
  public Wire<Message> in() {
    return Detection.observations();
  }

  @Override
  public Wire<Message> out() {
    return Detection.observations();
  }
}
