// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/// Addresses and ranges in their common written forms alone: no octal, no wildcards, no names.
final class Address {
  private static final int BLOCK_V4 = 24;
  private static final int BLOCK_V6 = 48;

  private static final IPAddressStringParameters SINGLE = form(false);
  private static final IPAddressStringParameters RANGE = form(true);

  private Address() {}

  private static IPAddressStringParameters form(boolean prefix) {
    return new IPAddressStringParameters.Builder()
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowMask(false)
        .allowPrefix(prefix)
        .allowPrefixOnly(false)
        .allow_inet_aton(false)
        .allowWildcardedSeparator(false)
        .setRangeOptions(RangeParameters.NO_RANGE)
        .toParams();
  }

  /// One address. One of IPv4 that is written inside IPv6 (RFC 4291, 2.5.5.2) is of IPv4.
  static Optional<IPAddress> single(String text) {
    return parse(text, SINGLE).map(Address::unmapped);
  }

  /// A range such as `192.0.2.0/24`; a single address is one too. Bits behind the prefix are
  /// dropped.
  static Optional<IPAddress> range(String text) {
    return parse(text, RANGE).map(range -> range.isPrefixed() ? range.toPrefixBlock() : range);
  }

  /// The block whose signups are counted together.
  static IPAddress block(IPAddress address) {
    return address.toPrefixBlock(address.isIPv4() ? BLOCK_V4 : BLOCK_V6);
  }

  private static Optional<IPAddress> parse(String text, IPAddressStringParameters form) {
    return Optional.ofNullable(new IPAddressString(text.strip(), form).getAddress())
        .filter(address -> !address.isIPv6() || !address.toIPv6().hasZone());
  }

  private static IPAddress unmapped(IPAddress address) {
    boolean mapped = address.isIPv6() && address.toIPv6().isIPv4Mapped();
    return mapped ? address.toIPv6().getEmbeddedIPv4Address() : address;
  }
}
