// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
  @ParameterizedTest
  @CsvSource({
    "anna.lee42@Example.ORG, example.org, aaaa.aaa99",
    "bob+promo@example.org, example.org, aaa",
    "josé_9@bücher.example, xn--bcher-kva.example, aaaa_9",
    "юлия7@почта.example, xn--80a1acny.example, aaaa9",
    "x@例え。example, xn--r8jz45g.example, a",
    "a!b@mail.example., mail.example, a?a",
  })
  void anAddressBecomesADomainAndAShape(String address, String domain, String shape) {
    Mail mail = Mail.of(address, Door.KEY);
    assertThat(mail.domain()).isEqualTo(domain);
    assertThat(mail.shape()).isEqualTo(shape);
    assertThat(mail.mailbox()).hasSize(16);
    assertThat(mail.toString()).doesNotContain(address.substring(0, address.indexOf('@') + 1));
  }

  @ParameterizedTest
  @CsvSource({
    "a.n.n.a+1@gmail.com, anna@gmail.com, true",
    "ANNA@Gmail.com, anna+x@gmail.com, true",
    "a.nna@example.org, anna@example.org, false",
    "anna@example.org, anna@example.com, false",
  })
  void plusTagsAndIgnoredDotsReachOneMailbox(String one, String other, boolean same) {
    boolean alike = Mail.of(one, Door.KEY).mailbox().equals(Mail.of(other, Door.KEY).mailbox());
    assertThat(alike).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "anna",
        "anna@",
        "@example.org",
        "anna@localhost",
        "anna@exa mple.org",
        "a@-..example",
        "a@",
        "...@gmail.com"
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(Mail.of(text, Door.KEY)).isEqualTo(Mail.NONE);
  }

  @Test
  void absurdLengthsAreNone() {
    assertThat(Mail.of("a".repeat(65) + "@example.org", Door.KEY)).isEqualTo(Mail.NONE);
    assertThat(Mail.of("a@" + "b.".repeat(100_000) + "org", Door.KEY)).isEqualTo(Mail.NONE);
    assertThat(Mail.of("a@" + "ü".repeat(200) + ".example", Door.KEY)).isEqualTo(Mail.NONE);
  }
}
