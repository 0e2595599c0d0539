// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.time.Duration;

/// A peer has had what it may have. Nothing was evaluated.
public final class Denied extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration after;

  Denied(Duration after) {
    super("no more evaluations for now; try again in " + after.toSeconds() + " s");
    this.after = after;
  }

  /// When it may be tried again.
  public Duration after() {
    return after;
  }
}
