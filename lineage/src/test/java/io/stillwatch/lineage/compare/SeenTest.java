// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeenTest {
  @Test
  void whatPatternsSeeInAnswersIsCounted() {
    Answers answers =
        new Answers(new TreeMap<>())
            .with(
                "m",
                Map.of(
                    "1", "I'm sorry, but I can't help with that.",
                    "2", "As an AI language model trained by Acme I would say so.",
                    "3", "很抱歉，我无法提供这样的内容。",
                    "4", "我是由 Acme 开发的助手。",
                    "5", "We add them. The answer is 12.",
                    "6",
                        "A lamp stood by the river, as it had for many years, and nobody minded it."))
            .with(
                "n",
                Map.of("1", "My name is Brim. The lamp is a very old one, as you can see here."));

    var seen = Seen.of(answers);

    assertThat(seen).containsExactly(new Seen("m", 6, 2, 2, 1), new Seen("n", 1, 0, 1, 0));
    assertThat(Seen.total(seen)).isEqualTo(new Seen("all", 7, 2, 3, 1));
    assertThat(seen.getFirst().line()).contains("33.3%").hasSameSizeAs(Seen.header());
  }
}
