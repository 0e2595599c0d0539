// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Said;
import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Observation;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Engine;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.SipHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountStageTest {
  private static final long DAY = Tally.DAY;
  private static final Comparator<Message> ORDER =
      Comparator.comparingLong(Message::at).thenComparingLong(Message::tie);

  private static List<Trace> run(List<? extends Observation> in) {
    return run(in, 50, Engine.Mode.STRICT);
  }

  private static List<Trace> run(List<? extends Observation> in, int epoch, Engine.Mode mode) {
    List<Observation> sorted = new ArrayList<>(in);
    sorted.sort(ORDER);
    var out = new ArrayList<Trace>();
    try (var engine = new Engine<>(Pipeline.of(new AccountStage()), 2, epoch, mode)) {
      engine.run(sorted.iterator(), out::add);
    }
    return out;
  }

  private static List<Portrait> portraits(List<Trace> traces) {
    return traces.stream().filter(Portrait.class::isInstance).map(Portrait.class::cast).toList();
  }

  private static List<Touch> touches(List<Trace> traces) {
    return traces.stream().filter(Touch.class::isInstance).map(Touch.class::cast).toList();
  }

  private static List<Observation> read(Entry... entries) {
    var reader = new FeatureReader(new SipHash(1, 2));
    return Stream.of(entries).map(reader::read).toList();
  }

  @Test
  void everyHourOfActivityEndsWithAPortraitOfAllSoFar() {
    Seeds.each(
        10,
        draw -> {
          var in = new ArrayList<Reading>();
          var plain = new TreeMap<String, Long>();
          for (int i = 0; i < 300; i++) {
            String account = "a" + draw.nextInt(12);
            long at = 1 + draw.nextInt(40) * DAY + draw.nextInt((int) DAY - 1);
            in.add(Readings.any(draw, account, at));
          }
          for (Reading r : in) {
            long end = Beat.HOURLY.next(r.at());
            long soFar = in.stream().filter(o -> o.key() == r.key() && o.at() <= end).count();
            plain.put(r.account() + " " + end, soFar);
          }
          var painted = new TreeMap<String, Long>();
          for (Portrait p : portraits(run(in))) {
            assertThat(painted.put(p.name() + " " + p.at(), p.exchanges())).isNull();
          }
          assertThat(painted).isEqualTo(plain);
        });
  }

  @Test
  void aQuietAccountIsNotPaintedAgain() {
    List<Observation> in = read(Said.by("a", 5).user("Hello there").exchange());
    assertThat(portraits(run(in))).hasSize(1);
  }

  @Test
  void aSignupAloneMakesNoPortrait() {
    List<Trace> out = run(read(signup("a", "org-1")));
    assertThat(portraits(out)).isEmpty();
    assertThat(touches(out))
        .extracting(Touch::kind)
        .containsExactlyInAnyOrder(Kind.PAYMENT, Kind.DEVICE, Kind.NETWORK, Kind.MAIL);
  }

  private static Signup signup(String account, String org) {
    return new Signup(
        account,
        5,
        "example.org",
        "NL",
        "sms",
        "tests",
        "pro",
        org,
        "card-1",
        "203.0.113.9",
        "dev-1");
  }

  @Test
  void accountsOfOneOrganisationAreOnePrincipal() {
    List<Trace> out =
        run(
            read(
                signup("a", "org-1"),
                signup("b", "org-1"),
                signup("c", ""),
                Said.by("a", 100).user("What is the time in Rome now?").exchange(),
                Said.by("b", 200).user("And what is it in Athens now?").exchange(),
                Said.by("c", 300).user("Or in Lima, if you know that?").exchange(),
                Said.by("d", 400).in("org-1").user("And where do you live?").exchange()));
    assertThat(portraits(out)).hasSize(4);
    assertThat(portraits(out)).extracting(Portrait::principal).doesNotContain(0L);
    assertThat(new HashSet<>(portraits(out).stream().map(Portrait::principal).toList())).hasSize(2);
    assertThat(new HashSet<>(touches(out).stream().map(Touch::principal).toList())).hasSize(2);
  }

  @Test
  void askingAndHavingMeetAndOtherKindsDoNot() {
    String words = Said.words(new Draw(5), 600);
    List<Trace> out =
        run(
            read(
                Said.by("a", 100)
                    .user("Tell me a story of five words.")
                    .reply(words)
                    .sealed(List.of(), List.of("rs-1"))
                    .exchange(),
                Said.by("b", 200)
                    .user("Tell me a story of five words.")
                    .assistant(words)
                    .user("Go on, please, and do not stop.")
                    .sealed(List.of("rs-1"), List.of())
                    .exchange()));
    assertThat(artefacts(out, Kind.CONTINUE)).containsAnyElementsOf(artefacts(out, Kind.CHAIN));
    assertThat(artefacts(out, Kind.RESUME)).containsAll(artefacts(out, Kind.ISSUE)).isNotEmpty();
    assertThat(artefacts(out, Kind.UNSEAL)).isEqualTo(artefacts(out, Kind.SEAL)).hasSize(1);
    assertThat(artefacts(out, Kind.PAYLOAD)).doesNotContainAnyElementsOf(artefacts(out, Kind.ITEM));
  }

  private static List<Long> artefacts(List<Trace> out, Kind kind) {
    return touches(out).stream().filter(t -> t.kind() == kind).map(Touch::artefact).toList();
  }

  @Test
  void everyTouchHasATieOfItsOwn() {
    Seeds.each(
        5,
        draw -> {
          var in = new ArrayList<Reading>();
          for (int i = 0; i < 200; i++) {
            in.add(Readings.any(draw, "a" + draw.nextInt(5), 1_000));
          }
          List<Touch> touches = touches(run(in));
          assertThat(new HashSet<>(touches.stream().map(Touch::tie).toList()))
              .hasSameSizeAs(touches);
        });
  }

  @Test
  void absentFeaturesAreNotTouched() {
    List<Touch> touches = touches(run(read(Said.by("a", 5).exchange())));
    assertThat(touches).isEmpty();
  }

  @Test
  void shortMessagesAreNoPayloadAnybodyCouldShare() {
    List<Trace> out = run(read(Said.by("a", 5).user("Yes, please do.").exchange()));
    assertThat(artefacts(out, Kind.PAYLOAD)).isEmpty();
    assertThat(artefacts(out, Kind.ITEM)).isEmpty();
  }

  @Test
  void aTruncatedExchangeLeavesNoConversation() {
    List<Trace> out = run(read(Said.by("a", 5).user("What is the time now?").cut().exchange()));
    assertThat(artefacts(out, Kind.CHAIN)).isEmpty();
  }

  @Test
  void theClientIsToldOnceForEachAccount() {
    List<Trace> out =
        run(
            read(
                Said.by("a", 5).with("client/1").user("What is the time now?").exchange(),
                Said.by("a", 6).with("client/1").user("What is the time then?").exchange(),
                Said.by("b", 7).with("client/1").user("What is the day today?").exchange()));
    assertThat(artefacts(out, Kind.CLIENT)).hasSize(2);
    assertThat(new HashSet<>(artefacts(out, Kind.CLIENT))).hasSize(1);
  }

  /// Pieces of work with one question, on these days.
  private static List<Trace> asked(int... days) {
    var in = new ArrayList<Observation>();
    for (int day : days) {
      in.addAll(
          read(Said.by("a", day * DAY + 5).user("Which one is the best of these?").exchange()));
    }
    return run(in);
  }

  @Test
  void afterFourToEightSilentWeeksAQuestionIsNewWork() {
    assertThat(portraits(asked(100, 101)).getLast().works()).isEqualTo(1);
    assertThat(portraits(asked(100, 127)).getLast().works()).isEqualTo(1);
    assertThat(portraits(asked(100, 157)).getLast().works()).isEqualTo(2);
    assertThat(portraits(asked(100, 400)).getLast().works()).isEqualTo(2);
    assertThat(portraits(asked(100, 400)).getLast().exchanges()).as("counts stay").isEqualTo(2);
  }

  @Test
  void longSilencesGiveTheSameTracesInEveryMode() {
    Seeds.each(
        5,
        draw -> {
          var in = new ArrayList<Reading>();
          long day = 20_000;
          for (int i = 0; i < 400; i++) {
            day += draw.nextInt(6) == 0 ? draw.nextInt(draw.nextInt(4) == 0 ? 90 : 3) : 0;
            in.add(Readings.any(draw, "a" + draw.nextInt(6), day * DAY + draw.nextInt(1_000)));
          }
          List<Trace> expected = run(in, 50, Engine.Mode.STRICT);
          assertThat(run(in, 50, Engine.Mode.FAST)).isEqualTo(expected);
          assertThat(run(in, 7, Engine.Mode.FAST)).isEqualTo(expected);
        });
  }
}
