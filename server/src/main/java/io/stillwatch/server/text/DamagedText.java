// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

/// A text that is kept and does not open. Says nothing of what is in it.
public final class DamagedText extends RuntimeException {
  private static final long serialVersionUID = 1;

  DamagedText(String message) {
    super(message);
  }
}
