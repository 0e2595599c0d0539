// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// A JSON object put together from parts of another.
final class Splice {
  private final byte[] source;
  private final ByteArrayOutputStream out;

  /// @param length of what will be copied, about
  Splice(byte[] source, int length) {
    this.source = source;
    this.out = new ByteArrayOutputStream(length + 64);
  }

  /// A member whose value stands at `[from, to)` of the source.
  void copy(String name, int from, int to) {
    name(name);
    out.write(source, from, to - from);
  }

  /// A member with a value of our own, as JSON.
  void put(String name, String value) {
    name(name);
    out.writeBytes(value.getBytes(UTF_8));
  }

  private void name(String name) {
    out.write(out.size() == 0 ? '{' : ',');
    out.writeBytes(JsonOut.text(json -> json.writeString(name)).getBytes(UTF_8));
    out.write(':');
  }

  byte[] end() {
    if (out.size() == 0) {
      out.write('{');
    }
    out.write('}');
    return out.toByteArray();
  }
}
