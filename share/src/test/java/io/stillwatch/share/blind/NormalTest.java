// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
  @ParameterizedTest
  @CsvSource({
    "EMAIL, ' Ada@Example.ORG ', ada@example.org",
    "EMAIL, ada+news@example.org, ada@example.org",
    "EMAIL, a.d.a+1@gmail.com, ada@gmail.com",
    "EMAIL, ada@googlemail.com, ada@gmail.com",
    "EMAIL, a.d.a@example.org, a.d.a@example.org",
    "EMAIL, ada@bücher.example, ada@xn--bcher-kva.example",
    "EMAIL, +tag@example.org, +tag@example.org",
    "PHONE, +49 (30) 901820, +4930901820",
    "PHONE, +1 650-253-0000, +16502530000",
    "CARD_PAR, q1hjz28rktj7gx2fgt8wr4nsv3k0m, Q1HJZ28RKTJ7GX2FGT8WR4NSV3K0M",
    "BANK, GB82 WEST 1234 5698 7654 32, GB82WEST12345698765432",
    "BANK, us/021000021/12345678, US/021000021/12345678",
    "IP32, 203.0.113.9, 203.0.113.9",
    "IP24, 203.0.113.9, 203.0.113.0/24",
    "IP6_64, 2001:db8:1:2:aaaa:bbbb:cccc:dddd, 20010db800010002",
    "IP6_64, 2001:DB8:1:2::, 20010db800010002",
    "JA4, T13D1516H2_8daaf6152771_b186095e22b6, t13d1516h2_8daaf6152771_b186095e22b6",
    "ASN_ORG, '  Example Hosting, Ltd. ', example hosting ltd",
    "DEVICE, A1b2-C3d4, A1b2-C3d4",
  })
  void eachHasOneForm(Label label, String given, String form) {
    assertThat(Identifier.of(label, given).value()).isEqualTo(form);
    assertThat(Identifier.of(label, given).toString()).isEqualTo(label.word());
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, nobody",
    "EMAIL, @example.org",
    "EMAIL, ada@",
    "EMAIL, ada@exa mple.org",
    "EMAIL, ada@exam_ple..org",
    "PHONE, 030 901820",
    "PHONE, +43",
    "PHONE, +1 555",
    "CARD_PAR, 4111111111111111",
    "BANK, GB82 WEST 1234 5698 7654 33",
    "BANK, 12345678",
    "IP32, 198.51.100",
    "IP32, 203.0.113.256",
    "IP32, 010.0.113.1",
    "IP32, 192.168.1.1",
    "IP32, 100.64.1.1",
    "IP32, 127.0.0.1",
    "IP32, 2001:db8::1",
    "IP24, example.org",
    "IP6_64, 203.0.113.9",
    "IP6_64, fd00::1",
    "IP6_64, fe80::1%eth0",
    "IP6_64, ::ffff:203.0.113.9",
    "JA4, 771-4865-4866",
    "ASN_ORG, '--'",
    "TEMPLATE, abc",
    "DEVICE, short",
    "DEVICE, 'two words here'",
  })
  void whatIsNoneOfItsKindIsRefusedWithoutBeingQuoted(Label label, String given) {
    assertThatThrownBy(() -> Identifier.of(label, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(label.word())
        .hasMessageNotContaining(given);
  }

  @Test
  void whatIsVeryLongIsNotLookedAt() {
    assertThatThrownBy(() -> Identifier.of(Label.EMAIL, "a".repeat(300) + "@example.org"))
        .hasMessageContaining("256");
  }

  @Test
  void theInputOfTheFunctionNamesLabelVersionAndEpoch() {
    assertThat(new String(Identifier.of(Label.IP32, "203.0.113.9").input(Epoch.parse("2026-06"))))
        .isEqualTo("ip32/1|2026-06|203.0.113.9");
  }
}
