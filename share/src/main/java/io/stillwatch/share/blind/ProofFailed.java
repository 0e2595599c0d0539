// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

/// An evaluation was not made with the key that everybody else is served with. Nothing of it may be
/// used.
public final class ProofFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProofFailed() {
    super(
        "the proof does not hold: the evaluation was not made with the published key."
            + " Do not use it; tell the other peers, and ask who holds the key");
  }
}
