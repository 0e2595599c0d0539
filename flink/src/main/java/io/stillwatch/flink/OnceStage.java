// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.Seen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Passes each request id once, and each account's signup once; the earliest stays. Keyed by shard
/// of the id. Remembers the newest 8 to 16 million ids in all, as a scan of files does.
final class OnceStage implements Stage<Seen, Message, Message> {
  private static final int SHARD_BITS = 10;
  private static final int GENERATION = 8 << (20 - SHARD_BITS);

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
    return new Seen(GENERATION);
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
        value.write(out);
      }

      @Override
      public Seen read(DataInput in) throws IOException {
        var seen = new Seen(GENERATION);
        seen.read(in);
        return seen;
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
