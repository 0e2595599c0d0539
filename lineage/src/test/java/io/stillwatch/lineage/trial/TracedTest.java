// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracedTest {
  @TempDir private Path folder;

  @Test
  void whoPassesQuestionsOnIsSeenAtOurOwnDoor() throws Exception {
    var passed = new ArrayList<String>();
    Rehearsal rehearsal = rehearsal(3);
    Verdict verdict =
        rehearsal.run(
            question -> {
              passed.add(question.prompt());
              return new Suspect.Reply("an answer", 2, Map.of(), 1);
            });
    var traced = new Traced(rehearsal.evidence());

    List<Traced.Hit> hits =
        passed.stream()
            .limit(3)
            .flatMap(text -> traced.in(exchange("Please: " + text)).stream())
            .toList();

    assertThat(verdict.heard().tracers()).isEqualTo(3);
    assertThat(traced.tracers()).isEqualTo(3);
    assertThat(hits)
        .extracting(Traced.Hit::query)
        .containsExactly("tracer/0", "tracer/1", "tracer/2");
    assertThat(hits).extracting(Traced.Hit::account).containsOnly("acct_proxy");
    assertThat(traced.in(exchange(passed.getFirst().toUpperCase(Locale.ROOT)))).hasSize(1);
    assertThat(traced.in(exchange("a boat that is called otherwise"))).isEmpty();
    assertThat(new VerdictReport(verdict, "abc").text()).contains("lineage traced");
  }

  @Test
  void noTwoTracersAndNoTwoSuspectsShareAWord() throws Exception {
    var words = new HashSet<String>();
    Rehearsal rehearsal = rehearsal(50);
    Tracers.of(rehearsal.plan()).forEach(tracer -> words.add(tracer.word()));
    Tracers.of(rehearsal.with("model = \"lab\"", "model = \"other\"").plan())
        .forEach(tracer -> words.add(tracer.word()));

    assertThat(words).hasSize(100).allMatch(word -> word.matches("[a-z]{22}"));
  }

  @Test
  void evidenceWithoutTracersSaysHowToAskSome() throws Exception {
    Rehearsal rehearsal = Rehearsal.of(folder, 0).with("requests = 100000", "requests = 3");
    rehearsal.run(question -> new Suspect.Reply("x", 1, Map.of(), 1));

    assertThatThrownBy(() -> new Traced(rehearsal.evidence()))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("controls.tracers");
  }

  private Rehearsal rehearsal(int tracers) throws Exception {
    return Rehearsal.of(folder, 0)
        .with("[controls]", "[controls]\ntracers = " + tracers)
        .with("requests = 100000", "requests = 10");
  }

  private static Exchange exchange(String text) {
    return new Exchange(
        "req_1",
        1_000,
        Caller.of("acct_proxy"),
        new Ask(
            "m",
            new TreeMap<>(),
            List.of(new Message(Message.Role.USER, Text.of(text))),
            List.of(),
            false,
            List.of()),
        Usage.UNKNOWN,
        new Reply(Text.NONE, List.of(), 200, 0));
  }
}
