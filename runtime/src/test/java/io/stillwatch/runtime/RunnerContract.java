// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What every engine promises, held against the plainest way to run a pipeline: one stage after the
/// other over the whole input, one key after the other, nothing but a loop.
public abstract class RunnerContract {
  /// For an engine's own test.
  protected RunnerContract() {}

  /// Counts in windows, and a diary in which any other order would show.
  public static Pipeline<Mark, Mark> pipeline() {
    return Pipeline.of(new Windows()).then(new Diary());
  }

  /// Runs [#pipeline] to the end.
  ///
  /// @param in messages in order
  /// @return what the last stage sends, in order
  protected abstract List<Mark> run(List<Mark> in) throws Exception;

  /// How many random inputs to try.
  protected abstract int times();

  @Test
  void theOutputIsThatOfAPlainLoop() {
    Seeds.each(
        times(),
        random -> {
          List<Mark> in = Mark.traffic(random, 1_200);
          List<Mark> expected = plain(in);
          assertThat(expected).hasSizeGreaterThan(1_000);
          assertThat(run(in)).isEqualTo(expected);
        });
  }

  private static List<Mark> plain(List<Mark> in) {
    List<Mark> messages = in;
    for (Stage<?, ?, ?> stage : pipeline().stages()) {
      @SuppressWarnings("unchecked") // the stages of this pipeline take marks and send marks
      var one = (Stage<?, Mark, Mark>) stage;
      messages = plain(one, messages);
    }
    return messages;
  }

  private static <S> List<Mark> plain(Stage<S, Mark, Mark> stage, List<Mark> in) {
    Map<Long, List<Mark>> byKey = new TreeMap<>();
    in.forEach(m -> byKey.computeIfAbsent(stage.key(m), k -> new ArrayList<>()).add(m));
    var out = new ArrayList<Mark>();
    byKey.forEach(
        (key, messages) -> {
          S state = stage.start(key);
          long wake = Stage.NEVER;
          for (Mark m : messages) {
            while (wake < m.at()) {
              wake = stage.tick(key, state, wake, out::add);
            }
            wake = stage.step(state, m, out::add);
          }
          while (wake != Stage.NEVER) {
            wake = stage.tick(key, state, wake, out::add);
          }
        });
    out.sort(Mark.ORDER);
    return out;
  }
}
