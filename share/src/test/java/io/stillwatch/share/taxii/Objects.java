// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.util.UUID;

/// Objects of STIX to post.
public final class Objects {
  public static final String NOON = "2026-01-31T12:00:00.000Z";

  private Objects() {}

  /// A campaign with an id made of a number.
  public static String campaign(long number) {
    return campaign(id("campaign", number), NOON);
  }

  public static String campaign(String id, String modified) {
    return """
        {"type":"campaign","spec_version":"2.1","id":"%s","created":"%s","modified":"%s","name":"c"}"""
        .formatted(id, NOON, modified);
  }

  /// Shaped as a random UUID is, and the same for the same number.
  public static String id(String type, long number) {
    return type + "--" + new UUID(0x4000L | number << 16, 0x8000000000000000L | number);
  }
}
