// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a caller takes and what it sends (TAXII 2.1, 3.1; RFC 9110, 12.5.1). The version may be
/// left out; spaces, lists and quality values are as in any `Accept`.
final class MediaTypes {
  private static final String TYPE = "application/taxii+json";
  private static final List<String> RANGES = List.of(TYPE, "application/*", "*/*");

  private MediaTypes() {}

  /// Whether an answer of ours is what these headers ask for; without any, it is.
  static boolean accepts(List<String> headers) {
    return headers.isEmpty()
        || headers.stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .anyMatch(MediaTypes::takes);
  }

  private static boolean takes(String range) {
    String[] parts = parts(range);
    boolean wanted = Arrays.stream(parts).noneMatch(part -> part.matches("q=0(\\.0{0,3})?"));
    return wanted && RANGES.contains(parts[0]) && isOurs(parts);
  }

  /// Whether a body of this type can be taken.
  static boolean isTaxii(Optional<String> contentType) {
    String[] parts = parts(contentType.orElse(""));
    return parts[0].equals(TYPE) && isOurs(parts);
  }

  private static boolean isOurs(String[] parts) {
    return Arrays.stream(parts)
        .filter(part -> part.startsWith("version="))
        .allMatch(part -> part.equals("version=2.1"));
  }

  /// The type, and its parameters, in small letters without spaces and quotes.
  private static String[] parts(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "").split(";", -1);
  }
}
