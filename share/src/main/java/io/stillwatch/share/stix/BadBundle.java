// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

/// What a peer sent cannot be read at all. The message names the rule and the way out, and quotes
/// nothing of it.
public final class BadBundle extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadBundle(String rule) {
    super(rule);
  }
}
