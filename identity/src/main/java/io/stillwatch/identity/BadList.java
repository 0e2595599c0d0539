// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.io.IOException;

/// A list file that cannot be taken; the message says the rule and the way out.
final class BadList extends IOException {
  private static final long serialVersionUID = 1L;

  BadList(String message) {
    super(message);
  }

  BadList(String message, Throwable cause) {
    super(message, cause);
  }
}
