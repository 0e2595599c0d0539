// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
  private static final int SEEDS = 40;
  private static final List<Probe> PROBES = Probe.shipped();
  private static final int TIMES = 10;
  private static final List<String> CONTROLS =
      IntStream.range(0, 9).mapToObj(i -> "c" + i).toList();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NUMBER  | Sure, 37!                                      | 37
          NUMBER  | I would rather not.                            | -
          WORD    | Blue.                                          | blue
          WORD    | **Emberwing**, a dragon of the north           | emberwing
          WORD    | My favourite colour is blue. Yours?            | blue
          WORD    | The Silver Lake                                | silver lake
          CHOICE  | I'd open the left one, not right.              | left
          COUNT   | one, two, three and four                       | 2
          FENCE   | Here: ```python def add                        | python
          INDENT  | no code                                        | -
          OPENING | The sky is blue because                        | the sky
          CLOSING | Boil it. Let me know if you want more!         | let me know
          CLOSING | Boil it for ten minutes.                       | -
          HEDGES  | It depends; mornings may often suit you.       | 3
          """)
  void whatOfAnAnswerCounts(Reading reads, String answer, String kind) {
    assertThat(reads.of(answer, List.of("left", "right"))).isEqualTo(kind);
  }

  @Test
  void listsAndIndentsAreCountedByLines() {
    assertThat(Reading.COUNT.of("Ideas:\n1. a\n2. b\n- c", List.of())).isEqualTo("3");
    assertThat(Reading.INDENT.of("function f() {\n\treturn 1;\n}", List.of())).isEqualTo("tab");
    assertThat(Reading.INDENT.of("{\n    \"a\": 1\n}", List.of())).isEqualTo("4");
  }

  @Test
  void theProbesShippedAreManyAndEachReadsWhatItAsks() {
    List<Probe> probes = Probe.shipped();

    assertThat(probes).hasSizeGreaterThan(40);
    assertThat(probes).extracting(Probe::reads).containsOnly(Reading.values());
    assertThat(probes)
        .filteredOn(p -> p.reads() == Reading.CHOICE)
        .allMatch(p -> p.options().size() > 1);
  }

  @Test
  void probesOfOnesOwnAreReadAndWhatIsNoneIsRefused() throws IOException {
    Path file = folder.resolve("p.jsonl");
    Files.writeString(file, "{\"id\":\"sea\",\"reads\":\"word\",\"text\":\"Name a sea.\"}\n");
    assertThat(Probe.read(file)).hasSize(1);

    Files.writeString(file, "{\"id\":\"sea\",\"reads\":\"mood\",\"text\":\"?\"}\n");
    assertThatThrownBy(() -> Probe.read(file)).hasMessageContaining("a probe reads one of");
    Files.writeString(file, "{\"id\":\"sea\",\"reads\":\"choice\",\"text\":\"?\"}\n");
    assertThatThrownBy(() -> Probe.read(file)).hasMessageContaining("has no options");
    Files.writeString(file, "no json\n");
    assertThatThrownBy(() -> Probe.read(file)).hasMessageContaining("not JSON");
  }

  /// A model that has a favourite among eight kinds of answer to each probe. All share a fashion;
  /// the rest is its own, or its teacher's.
  ///
  /// @param taken the share of probes on which it has the teacher's ways
  private static Map<String, String> answers(long model, long teacher, double taken) {
    var all = new TreeMap<String, String>();
    List<Probe> probes = PROBES;
    for (int p = 0; p < probes.size(); p++) {
      var own = new Draw(model).split(p);
      var ways = own.nextDouble() < taken ? new Draw(teacher).split(p) : own;
      int favourite = 2 + ways.split(1).nextInt(6);
      for (int time = 0; time < TIMES; time++) {
        double at = own.nextDouble();
        int kind = at < 0.6 ? favourite : at < 0.8 ? 1 : own.nextInt(8);
        all.put(probes.get(p).prompt(time), said(probes.get(p), kind));
      }
    }
    return all;
  }

  /// An answer of a kind, 0 to 7, in the form that the probe reads.
  private static String said(Probe probe, int kind) {
    return switch (probe.reads()) {
      case NUMBER, WORD, OPENING -> Integer.toString(kind);
      case CHOICE -> probe.options().get(kind % probe.options().size());
      case COUNT -> "- item\n".repeat(1 + kind);
      case FENCE -> "```" + (char) ('a' + kind);
      case INDENT -> "{\n" + " ".repeat(1 + kind) + "x";
      case CLOSING -> "So it is. Do " + kind + " more?";
      case HEDGES -> "may ".repeat(kind % 5);
    };
  }

  private static Comparison compared(long seed, double taken) {
    long teacher = 1000 * seed;
    Answers answers =
        new Answers(new TreeMap<>())
            .with("teacher", answers(teacher, teacher, 1))
            .with("suspect", answers(teacher + 1, teacher, taken));
    for (int c = 0; c < CONTROLS.size(); c++) {
      answers = answers.with(CONTROLS.get(c), answers(teacher + 2 + c, teacher, 0));
    }
    return Comparison.of(answers, "teacher", "suspect", CONTROLS);
  }

  private static long inherited(double taken) {
    return IntStream.range(1, SEEDS + 1)
        .mapToObj(seed -> compared(seed, taken))
        .filter(one -> one.inherited().contains(Trait.PREFERENCES))
        .count();
  }

  @Test
  void studentsAreToldByTheirPreferencesAndOthersAreNot() {
    assertThat(inherited(0.8)).isGreaterThan(SEEDS * 9 / 10);
    assertThat(inherited(0)).isLessThanOrEqualTo(2);
  }

  @Test
  void amongExchangeableModelsPIsCalibrated() {
    List<Double> ps =
        IntStream.range(1, SEEDS + 1).mapToObj(seed -> compared(seed, 0).standing().p()).toList();

    assertThat(ps.stream().filter(p -> p <= 0.1 + 1e-9).count()).isLessThanOrEqualTo(10);
    assertThat(ps.stream().filter(p -> p <= 0.5 + 1e-9).count()).isBetween(10L, 30L);
  }
}
