// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// A signup that cannot be screened: no JSON object, no account, or a field beyond all measure. The
/// message names the field, the rule and the way out, and never the field's value.
public final class BadApplicant extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadApplicant(String message) {
    super(message);
  }
}
