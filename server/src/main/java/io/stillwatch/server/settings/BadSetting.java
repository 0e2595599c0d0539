// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

/// A setting that cannot be used. The message names it, where it was set, the rule, and the way
/// out.
public final class BadSetting extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadSetting(String message) {
    super(message);
  }
}
