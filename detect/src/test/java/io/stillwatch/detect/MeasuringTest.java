// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Suspects;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Engine;
import io.stillwatch.runtime.Engine.Mode;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What somebody else suspects is measured, and changes nothing of what is found here.
class MeasuringTest {
  private static final DetectConfig CONFIG = DetectConfig.standard();
  private static final List<Message> TRAFFIC =
      new Town(new Draw(11), 3).strangers(60).crew(10).observations(CONFIG);
  private static final List<Finding> USUAL = run(Detection.pipeline(CONFIG));
  private static final List<String> CREW =
      Town.named(USUAL).getLast().campaign().members().stream().map(Member::account).toList();

  private static List<Finding> run(Pipeline<Message, Finding> pipeline) {
    var out = new ArrayList<Finding>();
    try (var engine = new Engine<Message, Finding>(pipeline, 2, 1_000, Mode.FAST)) {
      engine.run(TRAFFIC.iterator(), out::add);
    }
    return out;
  }

  private static List<Finding> measuring(Suspects... suspects) {
    return run(Detection.measuring(CONFIG, List.of(suspects)));
  }

  private static Stream<Finding.Measured> measured(List<Finding> findings, String name) {
    return findings.stream()
        .filter(Finding.Measured.class::isInstance)
        .map(Finding.Measured.class::cast)
        .filter(m -> m.suspicion().equals(name));
  }

  @Test
  void whatIsNamedStaysTheSame() {
    List<Finding> without =
        measuring(new Suspects("crew", CREW)).stream()
            .filter(f -> !(f instanceof Finding.Measured))
            .toList();
    assertThat(Town.named(without)).isEqualTo(Town.named(USUAL));
    assertThat(Town.statuses(without)).isEqualTo(Town.statuses(USUAL));
  }

  @Test
  void aCrewThatSomebodySuspectsMeasuresHighAndNotByItsSignups() {
    Finding.Measured last =
        measured(measuring(new Suspects("crew", CREW)), "crew").toList().getLast();
    assertThat(last.accounts()).containsAll(CREW);
    assertThat(last.log10Control()).isGreaterThan(2);
    assertThat(last.evidence()).isNotEmpty().noneMatch(e -> e.family().name().equals("E9"));
  }

  @Test
  void strangersThatSomebodySuspectsMeasureLow() {
    List<String> strangers = IntStream.range(0, 30).mapToObj(i -> "stranger-" + i).toList();
    List<Finding.Measured> all =
        measured(measuring(new Suspects("strangers", strangers)), "strangers").toList();
    assertThat(all).isNotEmpty().allMatch(one -> one.log10Control() < 1.3);
  }

  @Test
  void whoIsNotKnownOrTooFewIsPassedOver() {
    var few = new Suspects("few", CREW.subList(0, 4));
    var unknown = new Suspects("unknown", List.of("a", "b", "c", "d", "e", "f"));
    List<Finding> findings = measuring(few, unknown);
    assertThat(measured(findings, "few")).isEmpty();
    assertThat(measured(findings, "unknown")).isEmpty();
  }
}
