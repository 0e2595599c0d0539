// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Message;
import io.stillwatch.model.Message.Role;
import io.stillwatch.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static Prompt prompt(Object... rolesAndTexts) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < rolesAndTexts.length; i += 2) {
      messages.add(new Message((Role) rolesAndTexts[i], Text.of((String) rolesAndTexts[i + 1])));
    }
    return new Prompt(new Ask("m", new TreeMap<>(), messages, List.of(), false, List.of()));
  }

  @Test
  void onlyTheNewestWordsOfTheUserCount() {
    Prompt follow =
        prompt(Role.USER, "first", Role.ASSISTANT, "answer", Role.USER, "and in Spanish?");

    assertThat(follow.digest()).isEqualTo(prompt(Role.USER, "And in  spanish").digest());
    assertThat(follow.length()).isEqualTo(3);
    assertThat(follow.digest()).isNotEqualTo(prompt(Role.USER, "first").digest());
  }

  @Test
  void theScaffoldIsTheSystemPromptOrTheFirstSixWords() {
    assertThat(prompt(Role.SYSTEM, "be kind", Role.USER, "a").scaffold())
        .isEqualTo(prompt(Role.SYSTEM, "be kind", Role.USER, "b").scaffold());
    assertThat(prompt(Role.USER, "a b c d e f g").scaffold())
        .isEqualTo(prompt(Role.USER, "a b c d e f h").scaffold())
        .isNotEqualTo(prompt(Role.USER, "a b c d e x h").scaffold());
  }

  @Test
  void shinglesAreAllRunsOfWords() {
    assertThat(prompt(Role.USER, "a b c d").shingles(3)).hasSize(2);
    assertThat(prompt(Role.USER, "a b").shingles(3)).hasSize(1);
    assertThat(prompt(Role.USER, "a b c d").shingles(3)[1])
        .isEqualTo(prompt(Role.USER, "b c d e").shingles(3)[0]);
  }

  @Test
  void embeddingsHaveLengthOneAndAlikeTextsLieNear() {
    float[] one = prompt(Role.USER, "solve this step by step and box the answer").embedding();
    float[] near = prompt(Role.USER, "solve this step by step and box the result").embedding();
    float[] far = prompt(Role.USER, "quels musées visiter à Lyon dimanche prochain").embedding();

    assertThat(Embedding.dot(one, one)).isCloseTo(1, within(1e-5f));
    assertThat(Embedding.dot(one, near)).isGreaterThan(.6f);
    assertThat(Embedding.dot(one, far)).isLessThan(.4f);
    assertThat(Embedding.distance(one, near)).isLessThan(Embedding.distance(one, far));
    assertThat(prompt(Role.ASSISTANT, "no user").embedding()).containsOnly(0);
  }

  @Test
  void longTextsCountByTheirFirstWords() {
    String many = "word ".repeat(5_000);
    assertThat(prompt(Role.USER, many).length()).isEqualTo(400);
  }
}
