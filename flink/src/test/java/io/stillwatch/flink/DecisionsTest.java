// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Mode;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.respond.Policy;
import io.stillwatch.runtime.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same decisions, to the last letter, whether the ladder is played by hand over the findings,
/// behind the engine in one process, or on Flink and through crashes.
class DecisionsTest {
  private static final long DISORDER = 600_000;

  /// Hasty, so that two days are enough to climb: accounts are slowed at once and narrowed within
  /// hours, live and in shadow.
  private static final String HASTY =
      Policy.standardText()
          .replace("stay = \"24h\"", "stay = \"2h\"")
          .replace("delay-most = \"12h\"", "delay-most = \"2h\"")
          .replace("bulk-more-than = 100", "bulk-more-than = 1000")
          .replaceFirst("\\[\\[rule]]", rule("a", "live", "narrow") + "\n[[rule]]")
          .replaceFirst("\\[\\[rule]]", rule("b", "shadow", "verify") + "\n[[rule]]");

  private static String rule(String name, String mode, String remedy) {
    return """
    [[rule]]
    name = "%s"
    mode = "%s"
    when = 'campaign.verdict == "campaign" && account.log10_e > 0.5'
    remedy = "%s"
    at-once = false
    for = "12h"
    reason = "A hasty rule."
    """
        .formatted(name, mode, remedy);
  }

  /// Detection and the ladder as one pipeline.
  private record Whole() implements Blueprint {
    @Override
    public Pipeline<?, ?> pipeline() {
      var stages = new ArrayList<Stage<?, ?, ?>>(DetectionBlueprint.standard().pipeline().stages());
      stages.addAll(ladder().pipeline().stages());
      return new Pipeline<>(stages);
    }

    @Override
    public Class<? extends Blueprint> forms() {
      return Forms.class;
    }

    @Override
    public Optional<Message> late(Message message, long watermark) {
      return DetectionBlueprint.standard().late(message, watermark);
    }
  }

  /// Its wire forms.
  public static final class Forms implements Blueprint {
    private static final long serialVersionUID = 1;

    @Override
    public Pipeline<?, ?> pipeline() {
      return new Whole().pipeline();
    }
  }

  private static LadderBlueprint ladder() {
    return new LadderBlueprint(HASTY, 1, 2);
  }

  private static List<String> json(List<Act> acts) {
    return acts.stream()
        .sorted(Comparator.comparingLong(Act::at).thenComparing(Act::json))
        .map(Act::json)
        .toList();
  }

  private static List<String> expected() throws Exception {
    return Rounds.byHand(SmallWorld.DEMO.run().expected(), ladder().ladder());
  }

  @Test
  void thereIsSomethingToDecide() throws Exception {
    assertThat(expected())
        .anyMatch(one -> one.contains("\"mode\":\"live\"") && one.contains("\"narrow\""))
        .anyMatch(one -> one.contains("\"mode\":\"shadow\"") && one.contains("\"slow_to\":0.5"))
        .anyMatch(one -> one.startsWith("{\"event\":\"undo\"") && one.contains("replaced by slow"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theEngineInOneProcessDecidesTheSame() throws Exception {
    List<Act> acts = embedded();

    assertThat(json(acts)).isEqualTo(expected());
    assertThat(acts)
        .as("nothing of a mode is told under the other")
        .allMatch(act -> act.json().contains("\"mode\":\"" + act.mode().word() + "\""))
        .allMatch(act -> act.json().contains("\"account_id\":\"" + act.account() + "\""))
        .extracting(Act::mode)
        .contains(Mode.LIVE, Mode.SHADOW);
  }

  private static List<Act> embedded() throws Exception {
    @SuppressWarnings("unchecked") // it takes observations and sends acts
    var pipeline = (Pipeline<Message, Act>) new Whole().pipeline();
    var acts = new ArrayList<Act>();
    try (var engine = new Engine<>(pipeline, 2, 4_096, Engine.Mode.FAST)) {
      engine.run(World.sorted(SmallWorld.DEMO.run().observations()).iterator(), acts::add);
    }
    return acts;
  }

  /// The state is written and read again after each finding and each round.
  @Test
  void whatTheLadderWritesOfItselfIsAllItNeeds() throws Exception {
    @SuppressWarnings("unchecked") // it takes findings and sends acts
    var pipeline = (Pipeline<Finding, Act>) ladder().pipeline();
    var acts = new ArrayList<Act>();
    try (var engine = new Engine<>(pipeline, 1, 64, Engine.Mode.STRICT)) {
      engine.run(SmallWorld.DEMO.run().expected().iterator(), acts::add);
    }
    assertThat(json(acts)).isEqualTo(expected());
  }

  @Test
  void flinkDecidesTheSameThroughCrashes(@TempDir Path folder) throws Exception {
    List<Message> messages =
        Local.disordered(SmallWorld.DEMO.run().observations(), DISORDER, new Random(6));
    int n = messages.size();

    var outcome =
        new Crashing(new Whole(), 2, "rocksdb", DISORDER, folder, Crashing.When.WITH_A_CHECKPOINT)
            .<Message, Act>run(messages, List.of(n / 3, n / 2, 5 * n / 6), n / 6);

    assertThat(json(outcome.sent())).isEqualTo(expected());
    assertThat(outcome.begun()).isEqualTo(1);
  }
}
