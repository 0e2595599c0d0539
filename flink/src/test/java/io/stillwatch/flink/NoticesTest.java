// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import io.stillwatch.runtime.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people say reaches the ladder at once.
class NoticesTest {
  private static final long FAR = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();

  private static Notice read(String json) {
    return NoticeReader.read(NoticeReader.factory(), json.getBytes(UTF_8));
  }

  /// What the ladder does when it is told of a world's findings and of these, with all that it
  /// remembers written and read again after each.
  private static List<Act> played(Notice... notices) throws Exception {
    var told = new ArrayList<Message>(SmallWorld.DEMO.run().expected());
    told.addAll(List.of(notices));
    told.sort(Comparator.comparingLong(Message::at).thenComparingLong(Message::tie));
    @SuppressWarnings("unchecked") // it takes findings and notices and sends acts
    var pipeline =
        (Pipeline<Message, Act>) LadderBlueprint.standard(DetectionBlueprint.standard()).pipeline();
    var acts = new ArrayList<Act>();
    try (var engine = new Engine<>(pipeline, 1, 64, Engine.Mode.STRICT)) {
      engine.run(told.iterator(), acts::add);
    }
    return acts;
  }

  private static Act first() throws Exception {
    return played().getFirst();
  }

  private static List<Act> of(List<Act> acts, String account) {
    return acts.stream().filter(act -> act.account().equals(account)).toList();
  }

  @Test
  void whoIsProtectedBeforehandIsLeftAlone() throws Exception {
    Act first = first();
    var shield = new Notice.Shield(protection(first.account(), first.at() - 1));

    assertThat(of(played(shield), first.account())).isEmpty();
    assertThat(played(shield)).isNotEmpty();
  }

  private static Protection protection(String account, long at) {
    return new Protection(account, Protection.Kind.PROTECTED, "Ada", "a customer", at, FAR);
  }

  /// Not at the next judgement: at the time of the notice.
  @Test
  void mercyIsNotDelayed() throws Exception {
    Act first = first();
    long at = first.at() + 60_000;

    List<Act> acts =
        of(played(new Notice.Shield(protection(first.account(), at))), first.account());

    assertThat(acts).filteredOn(act -> act.json().startsWith("{\"event\":\"undo\"")).isNotEmpty();
    assertThat(acts).allMatch(act -> act.at() <= at);
  }

  @Test
  void aDecisionThatWasWrongEnds() throws Exception {
    Act first = first();
    String decision = first.json().replaceFirst("(?s).*?\"decision_id\":\"([^\"]+)\".*", "$1");
    long at = first.at() + 60_000;
    var review =
        new Review(decision, "watch-named", Review.Verdict.OVERTURNED, "Bo", "not they", at);

    List<Act> acts = played(new Notice.Reviewed(review), new Notice.Reviewed(review));

    assertThat(acts)
        .filteredOn(act -> act.json().startsWith("{\"event\":\"undo\"") && act.at() == at)
        .singleElement()
        .matches(act -> act.account().equals(first.account()));
  }

  @Test
  void aNoticeThatComesLateIsHeardThen() {
    var shield = new Notice.Shield(protection("a", 5));
    Message late =
        LadderBlueprint.standard(DetectionBlueprint.standard()).late(shield, 90).orElseThrow();

    assertThat(late).isEqualTo(new Notice.Late(91, shield));
    assertThat(late.at()).isEqualTo(91);
  }

  @Test
  void whatIsSaidIsRead() {
    assertThat(
            read(
                """
                {"notice":"account","at":"2026-03-01T00:00:00Z","account_id":"a","tier":"grown",
                 "facts":{"programme":"education"}}"""))
        .isEqualTo(
            new Notice.Known(
                Instant.parse("2026-03-01T00:00:00Z").toEpochMilli(),
                new Account("a", "grown", new TreeMap<>(Map.of("programme", "education")))));
    assertThat(
            read(
                """
                {"notice":"protection","at":"1970-01-01T00:00:00.001Z","account_id":"a",
                 "kind":"under-review","by":"Ada","reason":"appeal","until":"2100-01-01T00:00:00Z"}"""))
        .isEqualTo(
            new Notice.Shield(
                new Protection("a", Protection.Kind.UNDER_REVIEW, "Ada", "appeal", 1, FAR)));
    assertThat(
            read(
                """
                {"notice":"review","at":"1970-01-01T00:00:00.001Z","decision":"d-1","rule":"r",
                 "verdict":"upheld","by":"Bo","reason":"seen"}"""))
        .isEqualTo(
            new Notice.Reviewed(new Review("d-1", "r", Review.Verdict.UPHELD, "Bo", "seen", 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{}",
        "{\"notice\":\"ban\"}",
        "{\"notice\":\"account\",\"account_id\":\"a\"}",
        "{\"notice\":\"account\",\"account_id\":\"a\",\"at\":\"yesterday\"}",
        "{\"notice\":\"account\",\"account_id\":7,\"at\":\"2026-03-01T00:00:00Z\"}",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}",
      })
  void whatCannotBeReadIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfAny(
            IllegalArgumentException.class,
            java.time.DateTimeException.class,
            tools.jackson.core.JacksonException.class);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    var wire = new ToldWire();
    Notice known = new Notice.Known(3, new Account("a", "t", new TreeMap<>(Map.of("x", "y"))));
    Finding finding = SmallWorld.DEMO.run().expected().getFirst();
    for (Message told :
        List.of(
            known,
            new Notice.Late(9, known),
            new Notice.Shield(protection("b", 4)),
            new Notice.Reviewed(new Review("d", "r", Review.Verdict.OVERTURNED, "Bo", "no", 5)),
            finding)) {
      var bytes = new ByteArrayOutputStream();
      wire.write(told, new DataOutputStream(bytes));
      assertThat(wire.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
          .isEqualTo(told);
    }
  }

  /// Of a savepoint from before there were notices.
  @Test
  void whatTheLadderWasToldBeforeIsStillRead() throws Exception {
    Finding finding = SmallWorld.DEMO.run().expected().getFirst();
    var before = new ToldWire().earlier(io.stillwatch.detect.Detection.findings().name());
    var bytes = new ByteArrayOutputStream();
    io.stillwatch.detect.Detection.findings().write(finding, new DataOutputStream(bytes));

    assertThat(
            before
                .orElseThrow()
                .read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(finding);
  }
}
