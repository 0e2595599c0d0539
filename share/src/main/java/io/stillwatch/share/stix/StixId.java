// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.util.regex.Pattern;

/// Identifiers of STIX objects: a type, two hyphens, and a UUID (STIX 2.1, 2.9).
public final class StixId {
  private static final Pattern FORM =
      Pattern.compile(
          "[a-z][a-z0-9-]{1,248}--[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  private StixId() {}

  /// Whether it is one.
  public static boolean isSound(String id) {
    return FORM.matcher(id).matches();
  }

  /// Whether it is one of this type.
  public static boolean isOf(String type, String id) {
    return id.startsWith(type + "--") && isSound(id);
  }
}
