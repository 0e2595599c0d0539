// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// What all proxied requests share.
///
/// @param held bytes of request bodies that are held right now
record Proxy(
    GatewayConfig config,
    GatewayStats stats,
    Asking asking,
    Accounts accounts,
    Upstreams upstreams,
    Outgoing outgoing,
    Tap tap,
    InstantSource clock,
    AtomicLong held) {

  /// Takes room for bytes of a body; false when there is none.
  boolean hold(long bytes) {
    if (held.addAndGet(bytes) <= config.limits().held()) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }
}
