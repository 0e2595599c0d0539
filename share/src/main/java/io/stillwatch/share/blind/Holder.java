// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.List;

/// Holds the key of tokens, or a share of it: in this process, or elsewhere ([RemoteHolder]).
public interface Holder {
  /// By which public keys of it are remembered.
  String name();

  /// @throws Unreachable when it does not answer
  List<PublishedKey> published();

  /// @param blinded at most [TokenService#BATCH_MOST]
  /// @throws Denied when this peer has had what it may have
  /// @throws Unreachable when it does not answer, or cannot serve the epoch
  Evaluation evaluate(Epoch epoch, List<Point> blinded);

  /// A holder that does not answer. Nothing is known of what was asked.
  final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreachable(String holder, String reason) {
      super("the token service " + holder + " " + reason);
    }
  }
}
