// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private final Names names =
      new Names(Map.of("acct-1", "X", "käthe", "Y", "a.b@c.example", "Z", "$1 (odd", "W"));

  @ParameterizedTest
  @CsvSource({
    "acct-1, X",
    "Account acct-1., Account X.",
    "(acct-1), (X)",
    "'acct-1, käthe', 'X, Y'",
    "acct-1: late, X: late",
    "acct-10, acct-10",
    "acct-1-b, acct-1-b",
    "my-acct-1, my-acct-1",
    "acct-1.b, acct-1.b",
    "xkäthe käthex, xkäthe käthex",
    "Write to a.b@c.example., Write to Z.",
    "$1 (odd, W",
  })
  void aMentionIsANameThatStandsAlone(String text, String expected) {
    assertThat(names.inProse(text)).isEqualTo(expected);
  }

  @Test
  void whatIsNoSentenceIsANameOnlyAsAWhole() {
    var body =
        Json.tree(
            Map.of(
                "account",
                "acct-1",
                "members",
                List.of("acct-1", "of acct-1"),
                "because",
                List.of("as acct-1 did"),
                "acct-1",
                5,
                "why",
                "acct-1 asked"));

    assertThat(names.in(body))
        .isEqualTo(
            Json.tree(
                Map.of(
                    "account",
                    "X",
                    "members",
                    List.of("X", "of acct-1"),
                    "because",
                    List.of("as X did"),
                    "acct-1",
                    5,
                    "why",
                    "X asked")));
  }

  @Test
  void theWordsOfSentencesAreFound() {
    var body =
        Json.tree(
            Map.of(
                "why",
                "As (acct-1), käthe.",
                "because",
                List.of("a.b@c.example: no"),
                "id",
                "d-9"));

    assertThat(Names.words(body))
        .containsExactlyInAnyOrder("As", "acct-1", "käthe", "a.b@c.example", "no");
  }
}
