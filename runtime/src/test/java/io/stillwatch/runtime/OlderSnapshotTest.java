// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OlderSnapshotTest {
  private static final List<Mark> IN = List.of(Mark.bare(1), Mark.bare(2), Mark.bare(130));

  private static Engine<Mark, Mark> engine(Windows stage) {
    return new Engine<>(Pipeline.of(stage), 1, 1, Engine.Mode.FAST);
  }

  private static DataInput snapshot(Engine<Mark, Mark> engine) throws IOException {
    var bytes = new ByteArrayOutputStream();
    engine.snapshot(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void aSnapshotOfAnOlderFormIsTakenByAWireThatKnowsIt() throws IOException {
    var out = new ArrayList<Mark>();
    try (var older = engine(new Windows());
        var newer = engine(new LaterWindows())) {
      older.take(IN.subList(0, 2).iterator(), out::add);
      newer.restore(snapshot(older));
      newer.run(IN.subList(2, 3).iterator(), out::add);
    }

    var expected = new ArrayList<Mark>();
    try (var whole = engine(new Windows())) {
      whole.run(IN.iterator(), expected::add);
    }
    assertThat(out).isEqualTo(expected);
  }

  @Test
  void aSnapshotOfANewerFormIsRefused() throws IOException {
    try (var older = engine(new Windows());
        var newer = engine(new LaterWindows())) {
      newer.take(IN.iterator(), m -> {});
      assertThatThrownBy(() -> older.restore(snapshot(newer)))
          .isInstanceOf(IOException.class)
          .hasMessage("snapshot holds windows count/2, this pipeline needs windows count/1");
    }
  }

  /// The same stage after its state took another form.
  private static final class LaterWindows extends Windows {
    @Override
    public Wire<Count> state() {
      Wire<Count> older = super.state();
      return new Wire<>() {
        @Override
        public String name() {
          return "count/2";
        }

        @Override
        public void write(Count value, DataOutput out) throws IOException {
          out.writeByte(2);
          older.write(value, out);
        }

        @Override
        public Count read(DataInput in) throws IOException {
          in.readByte();
          return older.read(in);
        }

        @Override
        public Optional<Wire<Count>> earlier(String name) {
          return Optional.of(older).filter(wire -> wire.name().equals(name));
        }
      };
    }
  }
}
