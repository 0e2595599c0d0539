// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.runtime.Mark;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Counts what passes, by key; its state has been of three forms in its time. The third cannot be
/// made from the first.
final class Toll implements Stage<Toll.Passed, Mark, Mark> {
  private final int version;

  Toll(int version) {
    this.version = version;
  }

  /// How many passed, and since the second version when the last one did.
  static final class Passed {
    long count;
    long last;
  }

  @Override
  public String name() {
    return "toll";
  }

  @Override
  public long key(Mark in) {
    return in.key();
  }

  @Override
  public Passed start(long key) {
    return new Passed();
  }

  @Override
  public long step(Passed state, Mark in, Out<? super Mark> out) {
    state.count++;
    state.last = in.at();
    out.send(new Mark(in.at(), in.tie(), in.key(), "number " + state.count));
    return NEVER;
  }

  @Override
  public long tick(long key, Passed state, long now, Out<? super Mark> out) {
    return NEVER;
  }

  @Override
  public Wire<Passed> state() {
    return new Form(version);
  }

  private record Form(int version) implements Wire<Passed> {
    @Override
    public String name() {
      return "passed/" + version;
    }

    @Override
    public void write(Passed value, DataOutput out) throws IOException {
      out.writeLong(value.count);
      if (version > 1) {
        out.writeLong(value.last);
      }
    }

    @Override
    public Passed read(DataInput in) throws IOException {
      var passed = new Passed();
      passed.count = in.readLong();
      passed.last = version > 1 ? in.readLong() : 0;
      return passed;
    }

    @Override
    public Optional<Wire<Passed>> earlier(String name) {
      return version == 2 && name.equals("passed/1") ? Optional.of(new Form(1)) : Optional.empty();
    }
  }

  @Override
  public Wire<Mark> in() {
    return Mark.WIRE;
  }

  @Override
  public Wire<Mark> out() {
    return Mark.WIRE;
  }

  /// The pipeline of this one stage in the version that is installed.
  public static final class Installed implements Blueprint {
    private static final long serialVersionUID = 1;
    static volatile int version;

    @Override
    public Pipeline<?, ?> pipeline() {
      return Pipeline.of(new Toll(version));
    }
  }
}
