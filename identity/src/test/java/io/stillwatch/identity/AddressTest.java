// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 203.0.113.0/24",
    "2001:db8:1:2::9, 2001:db8:1::/48",
    "::ffff:203.0.113.9, 203.0.113.0/24",
    "2001:DB8:1:2:0:0:0:9, 2001:db8:1::/48",
  })
  void anAddressIsCountedInItsBlock(String address, String block) {
    IPAddress single = Address.single(address).orElseThrow();
    assertThat(Address.block(single).toCanonicalString()).isEqualTo(block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "1.2",
        "1.2.3",
        "0x7f.0.0.1",
        "256.1.1.1",
        "1.2.3.4/24",
        "1.2.3.*",
        "*",
        "1.2.3.4-9",
        "localhost",
        "example.org",
        "fe80::1%eth0",
        "::1::2",
        "1.2.3.4.5",
        "[::1]"
      })
  void onlyPlainAddressesAreRead(String text) {
    assertThat(Address.single(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.0/33",
        "192.0.2/24",
        "192.0.2.0/",
        "/24",
        "192.0.2.0/255.255.255.0",
        "192.0.2.0 /24",
        "2001:db8::/129"
      })
  void onlyPlainRangesAreRead(String text) {
    assertThat(Address.range(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.77/24, 192.0.2.0/24",
    "192.0.2.7, 192.0.2.7",
    "2001:db8::1/32, 2001:db8::/32"
  })
  void aRangeLosesWhatStandsBehindItsPrefix(String text, String range) {
    assertThat(Address.range(text).orElseThrow().toCanonicalString()).isEqualTo(range);
  }
}
