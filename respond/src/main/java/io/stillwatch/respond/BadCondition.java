// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

/// A condition that is no condition.
final class BadCondition extends Exception {
  private static final long serialVersionUID = 1L;

  BadCondition(String says) {
    super(says);
  }

  /// What is wrong, and the way out.
  String says() {
    return String.valueOf(getMessage());
  }
}
