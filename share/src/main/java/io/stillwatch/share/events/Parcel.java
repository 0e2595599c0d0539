// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import java.time.Instant;

/// A signed token that waits for its peer.
///
/// @param subject whom it is about; events of one subject go one after another
/// @param rank what is given up first when the outbox is full: the lowest
/// @param expires when it is no longer worth bringing
record Parcel(String peer, String id, String subject, int rank, Instant expires, String token) {
  /// A lead, or a sighting.
  static final int NEWS = 0;

  /// A retraction, or a verification.
  static final int DUTY = 1;
}
