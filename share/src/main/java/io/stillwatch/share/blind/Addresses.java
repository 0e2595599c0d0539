// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Addresses as tokens compare them. What everybody has, such as 192.168.0.1, identifies nobody and
/// is refused.
final class Addresses {
  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern DOTTED = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final int NETWORK_BYTES = 8;

  private Addresses() {}

  static String whole(String text) {
    return four(Label.IP32, text).getHostAddress();
  }

  /// The /24 of an address.
  static String block(String text) {
    String address = four(Label.IP24, text).getHostAddress();
    return address.substring(0, address.lastIndexOf('.')) + ".0/24";
  }

  /// The /64 of an address, in 16 hexadecimal digits.
  static String network(String text) {
    if (!(literal(Label.IP6_64, text) instanceof Inet6Address six) || text.contains("%")) {
      throw Normal.refuse(Label.IP6_64, "is no IPv6 address");
    }
    open(Label.IP6_64, six);
    byte[] network = Arrays.copyOf(six.getAddress(), NETWORK_BYTES);
    if ((network[0] & 0xFE) == 0xFC) {
      throw Normal.refuse(Label.IP6_64, "is an address that many networks use inside");
    }
    return HexFormat.of().formatHex(network);
  }

  private static InetAddress four(Label label, String text) {
    if (!DOTTED.matcher(text).matches() || !(literal(label, text) instanceof Inet4Address four)) {
      throw Normal.refuse(label, "is no IPv4 address of four numbers, such as 203.0.113.9");
    }
    byte[] parts = four.getAddress();
    open(label, four);
    if (parts[0] == 0 || (parts[0] == 100 && (parts[1] & 0xC0) == 64)) {
      throw Normal.refuse(label, "is an address that many networks use inside");
    }
    return four;
  }

  private static InetAddress literal(Label label, String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw Normal.refuse(label, "is no address");
    }
  }

  private static void open(Label label, InetAddress address) {
    if (address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()) {
      throw Normal.refuse(label, "is an address that many networks use inside");
    }
  }
}
