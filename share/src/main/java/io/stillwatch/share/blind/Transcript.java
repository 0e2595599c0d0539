// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/// What is hashed: parts with their lengths in two bytes before them, and a name behind (RFC 9497).
final class Transcript {
  private static final int MOST = 0xFFFF;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Transcript part(byte[] part) {
    if (part.length > MOST) {
      throw new BadElement("an input has at most 65535 bytes; this one has " + part.length);
    }
    return number(part.length).raw(part);
  }

  Transcript number(int number) {
    bytes.write(number >> 8);
    bytes.write(number);
    return this;
  }

  Transcript raw(byte[] part) {
    bytes.writeBytes(part);
    return this;
  }

  byte[] named(String name) {
    return raw(name.getBytes(US_ASCII)).bytes();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
