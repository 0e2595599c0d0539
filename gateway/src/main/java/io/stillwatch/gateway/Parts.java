// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.io.IOException;
import java.util.Optional;

/// What all connections share.
final class Parts {
  private static final System.Logger LOG = System.getLogger(Parts.class.getName());

  private final GatewayConfig config;
  private final GatewayStats stats;
  private final Doors doors;
  private final Optional<Proxy> proxy;
  private volatile boolean draining;

  Parts(GatewayConfig config, GatewayStats stats, Doors doors, Optional<Proxy> proxy) {
    this.config = config;
    this.stats = stats;
    this.doors = doors;
    this.proxy = proxy;
  }

  GatewayConfig config() {
    return config;
  }

  GatewayStats stats() {
    return stats;
  }

  boolean draining() {
    return draining;
  }

  void drain() {
    draining = true;
  }

  /// Who answers a request: a door of ours, the proxy, or nobody.
  Turn turn(Incoming in, Front line) {
    var door = doors.at(in.path());
    if (door.isPresent()) {
      return new DoorTurn(in, line, door.get(), config.limits().asked());
    }
    if (proxy.isPresent()) {
      return new ProxyTurn(in, line, proxy.get());
    }
    throw new BadRequest(404, "nothing is here, and no upstream is configured");
  }

  /// Something broke that should not. A peer that has gone is no news.
  void failed(Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.log(System.Logger.Level.WARNING, "a connection failed: {0}", Failure.told(cause));
    }
  }
}
