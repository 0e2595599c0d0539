// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

/// What became of a security event token.
public sealed interface Outcome {
  /// Handed on, and remembered.
  record Taken() implements Outcome {}

  /// Nothing to do any more: it was taken before, or is over.
  record Passed() implements Outcome {}

  /// Not ours to take. Sending it again does not help.
  ///
  /// @param error a code of RFC 8935, section 2.4
  record Refused(Code error, String description) implements Outcome {}

  /// It could not be taken now; it should be sent again.
  record Later() implements Outcome {}

  /// Codes of RFC 8935.
  enum Code {
    INVALID_REQUEST("invalid_request"),
    INVALID_KEY("invalid_key"),
    INVALID_ISSUER("invalid_issuer"),
    INVALID_AUDIENCE("invalid_audience"),
    AUTHENTICATION_FAILED("authentication_failed"),
    ACCESS_DENIED("access_denied");

    private final String code;

    Code(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
