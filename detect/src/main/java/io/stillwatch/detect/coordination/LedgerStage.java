// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Beat;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.accounts.Touch;
import io.stillwatch.detect.accounts.Trace;
import io.stillwatch.detect.accounts.TraceWire;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Keyed by shard of the artefact hash. Flow events leave at once; holdings with the [Beat].
public final class LedgerStage implements Stage<Shard, Trace, Clue> {
  /// 1,024 shards: enough to spread over many machines, few enough that each table is dense.
  private static final int SHARD_BITS = 10;

  private final Beat beat;

  public LedgerStage() {
    this(Beat.HOURLY);
  }

  public LedgerStage(Beat beat) {
    this.beat = beat;
  }

  @Override
  public String name() {
    return "ledgers";
  }

  @Override
  public long key(Trace in) {
    return switch (in) {
      case Touch t -> t.artefact() >>> (64 - SHARD_BITS);
      case Portrait p -> Mix.mix64(p.tie()) >>> (64 - SHARD_BITS);
    };
  }

  @Override
  public Shard start(long key) {
    return new Shard();
  }

  @Override
  public long step(Shard shard, Trace in, Out<? super Clue> out) {
    switch (in) {
      case Touch t -> shard.take(t, out);
      case Portrait p -> out.send(new Clue.Seen(p));
    }
    return shard.waiting() ? beat.next(in.at()) : NEVER;
  }

  @Override
  public long tick(long key, Shard shard, long now, Out<? super Clue> out) {
    shard.tell(now, out);
    return NEVER;
  }

  @Override
  public Wire<Shard> state() {
    return new Wire<>() {
      @Override
      public String name() {
        return "shard/3";
      }

      @Override
      public void write(Shard value, DataOutput out) throws IOException {
        value.write(out);
      }

      @Override
      public Shard read(DataInput in) throws IOException {
        return Shard.read(in);
      }
    };
  }

  @Override
  public Wire<Trace> in() {
    return new TraceWire();
  }

  @Override
  public Wire<Clue> out() {
    return new ClueWire();
  }
}
