// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.runtime.Engine.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Pipeline<Mark, Mark> TWO = Pipeline.of(new Windows()).then(new Diary());

  private record Settings(int threads, int epoch, Mode mode) {
    Engine<Mark, Mark> engine(Pipeline<Mark, Mark> pipeline) {
      return new Engine<>(pipeline, threads, epoch, mode);
    }
  }

  private static List<Mark> run(Pipeline<Mark, Mark> pipeline, Settings settings, List<Mark> in) {
    var out = new ArrayList<Mark>();
    try (var engine = settings.engine(pipeline)) {
      engine.run(in.iterator(), out::add);
    }
    return out;
  }

  private static List<Mark> run(Pipeline<Mark, Mark> pipeline, List<Mark> in) {
    return run(pipeline, new Settings(1, 4, Mode.FAST), in);
  }

  @Test
  void neitherThreadsNorEpochsNorModeChangeTheOutput() {
    Seeds.each(
        4,
        random -> {
          List<Mark> in = Mark.traffic(random, 1_500);
          List<Mark> expected = run(TWO, new Settings(1, 1, Mode.FAST), in);
          assertThat(expected).hasSizeGreaterThan(1_000);
          for (int threads : new int[] {1, 2, 4}) {
            for (int epoch : new int[] {1, 7, 1_000}) {
              for (Mode mode : Mode.values()) {
                var settings = new Settings(threads, epoch, mode);
                assertThat(run(TWO, settings, in)).as("%s", settings).isEqualTo(expected);
              }
            }
          }
        });
  }

  @Test
  void theOutputComesInOrder() {
    Seeds.each(
        5,
        random -> {
          List<Mark> in = Mark.traffic(random, 800);
          assertThat(run(TWO, new Settings(2, 50, Mode.FAST), in)).isSortedAccordingTo(Mark.ORDER);
        });
  }

  @Test
  void windowsCountWhatAPlainCountCounts() {
    Seeds.each(
        5,
        random -> {
          List<Mark> in = Mark.traffic(random, 600);
          var plain = new TreeMap<String, Long>();
          for (Mark m : in) {
            long end = Math.ceilDiv(m.at(), Windows.SPAN) * Windows.SPAN;
            plain.merge(end + " " + m.key(), 1L, Long::sum);
          }
          var counted = new TreeMap<String, Long>();
          for (Mark m : run(Pipeline.of(new Windows()), new Settings(2, 7, Mode.STRICT), in)) {
            if (m.what().startsWith("window ")) {
              counted.put(m.at() + " " + m.key(), Long.parseLong(m.what().substring(7)));
            }
          }
          assertThat(counted).isEqualTo(plain);
        });
  }

  @Test
  void inputThatGoesBackInTimeIsRefused() {
    List<Mark> in = List.of(Mark.bare(5), Mark.bare(7), Mark.bare(6));
    assertThatThrownBy(() -> run(TWO, in))
        .isInstanceOf(Engine.OutOfOrder.class)
        .hasMessage("input goes back in time, from 7 to 6; sort it first");
  }

  @Test
  void inputThatGoesBackInTimeBetweenEpochsIsRefused() {
    List<Mark> in = List.of(Mark.bare(5), Mark.bare(7), Mark.bare(6));
    assertThatThrownBy(() -> run(TWO, new Settings(1, 1, Mode.FAST), in))
        .isInstanceOf(Engine.OutOfOrder.class);
  }

  @Test
  void aTimerFiresAfterAllOfItsInstantAndBeforeAnythingLater() {
    List<Mark> in = List.of(Mark.bare(50), Mark.bare(100), Mark.bare(100), Mark.bare(101));
    for (int epoch : new int[] {1, 2, 3, 100}) {
      List<Mark> out = run(Pipeline.of(new Windows()), new Settings(1, epoch, Mode.STRICT), in);
      assertThat(out)
          .as("epoch %d", epoch)
          .extracting(m -> m.at() + " " + m.what())
          .containsExactly("100 window 3", "200 window 1", "250 ever 4");
    }
  }

  @Test
  void theEndOfInputFlushesEveryTimer() {
    List<Mark> out = run(TWO, List.of(Mark.bare(10)));
    assertThat(out).hasSize(5);
    assertThat(out.getLast()).isEqualTo(new Mark(1_150, -1, 0, "quiet after 2"));
  }

  @Test
  void noInputGivesNoOutput() {
    assertThat(run(TWO, List.of())).isEmpty();
  }

  @Test
  void anEpochNeverCutsAnInstant() {
    var in = new ArrayList<Mark>();
    for (int i = 0; i < 20; i++) {
      in.add(new Mark(100, i, 0, ""));
    }
    assertThat(run(Pipeline.of(new Windows()), new Settings(1, 3, Mode.FAST), in))
        .extracting(Mark::what)
        .containsExactly("window 20", "ever 20");
  }

  @Test
  void anEngineNeedsAThreadAndAnEpoch() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Engine<>(TWO, 0, 1, Mode.FAST));
    assertThatIllegalArgumentException().isThrownBy(() -> new Engine<>(TWO, 1, 0, Mode.FAST));
  }

  @Test
  void aTickThatAsksForThePastStopsTheProgram() {
    var stuck =
        new Windows() {
          @Override
          public long tick(long key, Count state, long now, Out<? super Mark> out) {
            return now;
          }
        };
    assertThatThrownBy(() -> run(Pipeline.of(stuck), List.of(Mark.bare(10))))
        .hasStackTraceContaining("windows wants to be woken at 100, which is not after 100");
  }

  @Test
  void aStageThatThrowsStopsTheRun() {
    var broken =
        new Windows() {
          @Override
          public long step(Count state, Mark in, Out<? super Mark> out) {
            throw new IllegalStateException("broken promise");
          }
        };
    assertThatThrownBy(() -> run(Pipeline.of(broken), List.of(Mark.bare(10))))
        .hasStackTraceContaining("broken promise");
  }

  @Test
  void stoppingAndRestoringAnywhereChangesNothing() {
    Seeds.each(
        20,
        random -> {
          List<Mark> in = Mark.traffic(random, 400);
          Settings settings = anySettings(random);
          List<Mark> expected = run(TWO, settings, in);
          assertThat(withStops(in, random, 1 + random.nextInt(3))).isEqualTo(expected);
        });
  }

  private static Settings anySettings(Random random) {
    Mode mode = random.nextBoolean() ? Mode.FAST : Mode.STRICT;
    return new Settings(1 + random.nextInt(3), 1 + random.nextInt(60), mode);
  }

  /// Runs in parts, each in an engine of its own with other settings.
  private static List<Mark> withStops(List<Mark> in, Random random, int stops) throws IOException {
    var out = new ArrayList<Mark>();
    byte[] snapshot = {};
    int from = 0;
    for (int stop = 0; stop <= stops; stop++) {
      int until = stop == stops ? in.size() : cut(in, from + random.nextInt(in.size() - from + 1));
      try (var engine = anySettings(random).engine(TWO)) {
        if (stop > 0) {
          engine.restore(new DataInputStream(new ByteArrayInputStream(snapshot)));
        }
        feed(engine, in.subList(from, until), out);
        if (stop == stops) {
          engine.finish(out::add);
        } else {
          snapshot = snapshot(engine);
        }
      }
      from = until;
    }
    return out;
  }

  /// The next place at which no instant is cut.
  private static int cut(List<Mark> in, int place) {
    int at = place;
    while (at > 0 && at < in.size() && in.get(at).at() == in.get(at - 1).at()) {
      at++;
    }
    return at;
  }

  private static void feed(Engine<Mark, Mark> engine, List<Mark> in, List<Mark> out) {
    Iterator<Mark> input = in.iterator();
    while (input.hasNext()) {
      engine.feed(input, out::add);
    }
    engine.feed(input, out::add);
  }

  private static byte[] snapshot(Engine<Mark, Mark> engine) throws IOException {
    var bytes = new ByteArrayOutputStream();
    engine.snapshot(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void aSnapshotOfARestoredEngineIsTheSameSnapshot() {
    Seeds.each(
        5,
        random -> {
          List<Mark> in = Mark.traffic(random, 300);
          try (var one = anySettings(random).engine(TWO);
              var two = anySettings(random).engine(TWO)) {
            feed(one, in, new ArrayList<>());
            byte[] snapshot = snapshot(one);
            two.restore(new DataInputStream(new ByteArrayInputStream(snapshot)));
            assertThat(snapshot(two)).isEqualTo(snapshot);
          }
        });
  }

  @Test
  void aSnapshotIsRefusedWhileAMessageIsHeldBack() {
    try (var engine = new Settings(1, 1, Mode.FAST).engine(TWO)) {
      engine.feed(List.of(Mark.bare(1), Mark.bare(2)).iterator(), m -> {});
      assertThatThrownBy(() -> snapshot(engine))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("input is at its end");
    }
  }

  @Test
  void aSnapshotOfAnotherPipelineIsRefused() throws IOException {
    try (var one = new Settings(1, 1, Mode.FAST).engine(TWO);
        var other = new Settings(1, 1, Mode.FAST).engine(Pipeline.of(new Diary()))) {
      byte[] snapshot = snapshot(one);
      assertThatThrownBy(
              () -> other.restore(new DataInputStream(new ByteArrayInputStream(snapshot))))
          .isInstanceOf(IOException.class)
          .hasMessage("snapshot holds windows count/1, this pipeline needs diary pages/1");
    }
  }

  @Test
  void strictModeShowsAStateWireThatForgetsAField() {
    var forgetful =
        new Windows() {
          @Override
          public Wire<Count> state() {
            return new Faulty<>(super.state()) {
              @Override
              public Count read(DataInput in) throws IOException {
                Count count = super.read(in);
                count.ever = 0;
                return count;
              }
            };
          }
        };
    List<Mark> in = List.of(Mark.bare(1), Mark.bare(2), Mark.bare(3));
    assertThat(run(Pipeline.of(forgetful), new Settings(1, 1, Mode.FAST), in))
        .extracting(Mark::what)
        .containsExactly("window 3", "ever 3");
    assertThat(run(Pipeline.of(forgetful), new Settings(1, 1, Mode.STRICT), in))
        .extracting(Mark::what)
        .doesNotContain("ever 3");
  }

  @Test
  void strictModeStopsAtAWireThatReadsLessThanItWrote() {
    var chatty =
        new Windows() {
          @Override
          public Wire<Count> state() {
            return new Faulty<>(super.state()) {
              @Override
              public void write(Count value, DataOutput out) throws IOException {
                super.write(value, out);
                out.writeByte(7);
              }
            };
          }
        };
    assertThatThrownBy(
            () -> run(Pipeline.of(chatty), new Settings(1, 1, Mode.STRICT), List.of(Mark.bare(1))))
        .hasStackTraceContaining("faulty/1 did not read all that it wrote");
  }

  @Test
  void strictModeStopsAtAWireThatReadsMoreThanItWrote() {
    var greedy =
        new Windows() {
          @Override
          public Wire<Mark> out() {
            return new Faulty<>(super.out()) {
              @Override
              public Mark read(DataInput in) throws IOException {
                Mark mark = super.read(in);
                in.readByte();
                return mark;
              }
            };
          }
        };
    assertThatThrownBy(
            () -> run(Pipeline.of(greedy), new Settings(1, 1, Mode.STRICT), List.of(Mark.bare(1))))
        .hasStackTraceContaining("faulty/1 cannot read what it wrote");
  }

  /// A wire to break.
  private abstract static class Faulty<T> implements Wire<T> {
    private final Wire<T> sound;

    Faulty(Wire<T> sound) {
      this.sound = sound;
    }

    @Override
    public String name() {
      return "faulty/1";
    }

    @Override
    public void write(T value, DataOutput out) throws IOException {
      sound.write(value, out);
    }

    @Override
    public T read(DataInput in) throws IOException {
      return sound.read(in);
    }
  }

  @Test
  void strictModeShowsAStageThatChangesWhatItHasSent() {
    List<Slate> in = List.of(new Slate(1), new Slate(2), new Slate(3));
    assertThat(scribbled(in, Mode.STRICT)).containsExactly("1", "2", "3");
    assertThat(in).as("a copy is taken, so the input is as it was").allMatch(s -> s.text.isEmpty());
    assertThat(scribbled(in, Mode.FAST)).isNotEqualTo(List.of("1", "2", "3"));
  }

  private static List<String> scribbled(List<Slate> in, Mode mode) {
    var out = new ArrayList<String>();
    try (var engine = new Engine<>(Pipeline.of(new Slate.Scribbler()), 1, 100, mode)) {
      engine.run(in.iterator(), s -> out.add(s.text));
    }
    return out;
  }
}
