// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// What all proxied requests share.
///
/// @param held bytes of requests and replies that are held right now
record Proxy(
    GatewayConfig config,
    GatewayStats stats,
    Asking asking,
    Accounts accounts,
    Upstreams upstreams,
    Outgoing outgoing,
    Tap tap,
    InstantSource clock,
    AtomicLong held)
    implements Room {

  @Override
  public boolean hold(long bytes) {
    if (held.addAndGet(bytes) <= config.limits().held()) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  @Override
  public void release(long bytes) {
    held.addAndGet(-bytes);
  }
}
