// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

/// What was sent is no point, no scalar or no proof of the suite.
public final class BadElement extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadElement(String message) {
    super(message);
  }
}
