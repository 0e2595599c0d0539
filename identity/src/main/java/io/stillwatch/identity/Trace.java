// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Comparator;
import java.util.List;

/// What is remembered of one signup: its time, its account id, and hashes.
///
/// @param org hash of the customer it is one account of; [#ITSELF] when it stands for itself
record Trace(long at, String account, long org, List<Touch> touches) {
  static final long ITSELF = 0;

  static final Comparator<Trace> ORDER =
      Comparator.comparingLong(Trace::at).thenComparing(Trace::account);

  /// @param part what it has
  /// @param whole what all have that could have had it: the same mark for all that pay, for
  ///   instance; for a shape of mail address, the mail domain
  record Touch(Mark part, Mark whole) {}

  Trace {
    touches = List.copyOf(touches);
  }
}
