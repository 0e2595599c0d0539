// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import io.stillwatch.share.stix.Token;

/// Something of an account of one's own, in both forms.
///
/// @param token as peers know it
/// @param value as it is; held against warning lists, and kept nowhere
public record Match(Token token, String value) {
  /// Never the value.
  @Override
  public String toString() {
    return "Match[" + token.kind().word() + "]";
  }
}
