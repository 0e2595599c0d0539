// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/// Writes a small database in MaxMind's published format (MaxMind DB File Format 2.0): a tree of
/// 24-bit records over IPv6, IPv4 under ::/96, then the data and the metadata.
final class Mmdb {
  private static final int EMPTY = -1;

  private final List<int[]> nodes = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  Mmdb() {
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /// Data offsets are kept below -1 until the number of nodes is known.
  Mmdb network(String address, int prefix, byte[] record) {
    byte[] v = InetAddress.ofLiteral(address).getAddress();
    int bits = prefix + (v.length == 4 ? 96 : 0);
    int offset = data.size();
    data.writeBytes(record);
    int node = 0;
    for (int i = 0; i < bits - 1; i++) {
      int next = nodes.get(node)[bit(v, i)];
      if (next == EMPTY) {
        next = nodes.size();
        nodes.add(new int[] {EMPTY, EMPTY});
        nodes.get(node)[bit(v, i)] = next;
      }
      node = next;
    }
    nodes.get(node)[bit(v, bits - 1)] = -2 - offset;
    return this;
  }

  private static int bit(byte[] address, int i) {
    int at = address.length == 4 ? i - 96 : i;
    return at < 0 ? 0 : address[at / 8] >> (7 - at % 8) & 1;
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      for (int value : node) {
        write24(out, value >= 0 ? value : nodes.size() + (value == EMPTY ? 0 : 16 - 2 - value));
      }
    }
    out.writeBytes(new byte[16]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef});
    out.writeBytes("MaxMind.com".getBytes(UTF_8));
    out.writeBytes(
        map(
            "node_count", uint32(nodes.size()),
            "record_size", uint16(24),
            "ip_version", uint16(6),
            "database_type", string("Test-Networks"),
            "languages", new byte[] {0x00, 0x04},
            "binary_format_major_version", uint16(2),
            "binary_format_minor_version", uint16(0),
            "build_epoch", new byte[] {0x04, 0x02, 0x6a, 0x70, 0x00, 0x00},
            "description", map()));
    return out.toByteArray();
  }

  private static void write24(ByteArrayOutputStream out, int value) {
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }

  /// Names and encoded values in turn.
  static byte[] map(Object... pairs) {
    var out = new ByteArrayOutputStream();
    out.write(7 << 5 | pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      out.writeBytes(string((String) pairs[i]));
      out.writeBytes((byte[]) pairs[i + 1]);
    }
    return out.toByteArray();
  }

  static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    var out = new ByteArrayOutputStream();
    out.write(2 << 5 | Math.min(bytes.length, 29));
    if (bytes.length >= 29) {
      out.write(bytes.length - 29);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  static byte[] uint32(long n) {
    return new byte[] {
      (byte) (6 << 5 | 4), (byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n
    };
  }

  static byte[] uint16(int n) {
    return new byte[] {(byte) (5 << 5 | 2), (byte) (n >> 8), (byte) n};
  }

  static byte[] yes() {
    return new byte[] {0x01, 0x07};
  }

  /// A pointer far behind the end of the data: whoever reads this value fails; whoever steps over
  /// it does not.
  static byte[] poison() {
    return new byte[] {(byte) (1 << 5 | 3 << 3), 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
  }
}
