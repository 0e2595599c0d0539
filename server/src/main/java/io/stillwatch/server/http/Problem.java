// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that cannot be done, as its caller is told (RFC 9457): what is wrong, the rule, and
/// the way out. Never holds any of the words of a prompt.
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final @Nullable Duration retryAfter;

  private Problem(int status, String title, String detail, @Nullable Duration retryAfter) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail, null);
  }

  static Problem unauthorized() {
    return new Problem(
        401,
        "Unauthorized",
        "send Authorization: Bearer with a token; an admin makes one with stillwatch token create",
        null);
  }

  static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail, null);
  }

  static Problem notFound(String what) {
    return new Problem(404, "Not found", what + " is not known here", null);
  }

  static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail, null);
  }

  static Problem tooLarge(String detail) {
    return new Problem(413, "Content too large", detail, null);
  }

  /// Try again later.
  static Problem busy(String detail) {
    return new Problem(429, "Too many requests", detail, Duration.ofSeconds(1));
  }

  /// Something that is needed is not there.
  static Problem unavailable(String detail) {
    return new Problem(503, "Unavailable", detail, Duration.ofSeconds(5));
  }

  static Problem internal() {
    return new Problem(500, "Internal error", "this is a fault of ours; the log has it", null);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
