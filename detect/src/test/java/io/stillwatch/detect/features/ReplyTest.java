// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import static io.stillwatch.detect.features.Reads.QUESTION;
import static io.stillwatch.detect.features.Reads.common;
import static io.stillwatch.detect.features.Reads.read;
import static io.stillwatch.detect.features.Reads.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Said;
import io.stillwatch.detect.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which fingerprints of a reply are private, and who is seen to quote them.
class ReplyTest {
  @Test
  void aReplyThatEchoesThePromptIsNoPrivateOutput() {
    Seeds.each(
        50,
        draw -> {
          String text = Said.words(draw, 400);
          Reading echo = read(Said.by("a").user(text).reply(text));
          assertThat(echo.issued().size()).isZero();
          assertThat(set(echo.echoed())).isEqualTo(set(echo.quoted())).isNotEmpty();
        });
  }

  @Test
  void aReplyOfNewWordsIsPrivateOutput() {
    Seeds.each(
        50,
        draw -> {
          Reading fresh = read(Said.by("a").user(QUESTION).reply(Said.words(draw, 600)));
          assertThat(fresh.issued().size()).isPositive();
          assertThat(fresh.echoed().size()).isZero();
        });
  }

  @Test
  void quotingSixtyWordsOfAReplySharesAFingerprintAsOftenAsOneInFourAreKept() {
    var shares = new int[1];
    var sharesLong = new int[1];
    Seeds.each(
        300,
        draw -> {
          String reply = Said.words(draw, 300);
          Reading issued = read(Said.by("a").user(QUESTION).reply(reply));
          String[] words = reply.split(" ");
          String sixty = String.join(" ", List.of(words).subList(100, 160));
          Reading quote = read(Said.by("b").user("Is this right? " + sixty));
          shares[0] += common(issued.issued(), quote.quoted()) > 0 ? 1 : 0;
          Reading whole = read(Said.by("c").user("Please judge: " + reply + "\nWell?"));
          sharesLong[0] += common(issued.issued(), whole.quoted()) > 0 ? 1 : 0;
        });
    // Sixty words hold about five winnowed shingles, 300 about 34; one in four is kept.
    assertThat(shares[0]).isBetween(190, 285);
    assertThat(sharesLong[0]).isGreaterThan(295);
  }

  @Test
  void strangersShareNoFingerprint() {
    Seeds.each(
        50,
        draw -> {
          Reading issued = read(Said.by("a").user(QUESTION).reply(Said.words(draw, 500)));
          Reading other = read(Said.by("b").user(Said.words(draw, 500)));
          assertThat(common(issued.issued(), other.quoted())).isZero();
        });
  }

  @Test
  void theLastReplyHandedBackCountsAsResumed() {
    Seeds.each(
        20,
        draw -> {
          String reply = Said.words(draw, 500);
          Reading issued = read(Said.by("a").user(QUESTION).reply(reply));
          Reading next = read(Said.by("b").user(QUESTION).assistant(reply).user("Go on."));
          assertThat(set(next.resumed())).containsAll(set(issued.issued()));
          assertThat(next.quoted().size()).isZero();
        });
  }

  @Test
  void sealedReasoningIsKeptByItsId() {
    Reading one = read(Said.by("a").sealed(List.of(), List.of("rs-1", "rs-2")));
    Reading two = read(Said.by("b").sealed(List.of("rs-1"), List.of()));
    assertThat(one.reasoningOut().size()).isEqualTo(2);
    assertThat(one.reasoningOut().contains(two.reasoningIn().get(0))).isTrue();
  }
}
