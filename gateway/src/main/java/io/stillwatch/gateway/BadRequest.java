// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

/// A request that is not answered as it is. Cheap on purpose (no stack): hostile callers may cause
/// millions.
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// @param message fixed words of ours, never any of the request's
  BadRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
