// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Who may reach the ports: this machine, or others over TLS. What speaks plain text to others does
/// so only where the operator says that something in front speaks TLS.
final class Reach {
  private Reach() {}

  /// @throws BadSetting when a port would be open further than was said
  static void check(Settings settings) {
    boolean anywhere = settings.word(Key.PLAIN, "loopback", "anywhere").equals("anywhere");
    boolean tls =
        settings.some(Key.TLS_CERTIFICATE).isPresent() && settings.some(Key.TLS_KEY).isPresent();
    for (Key key : List.of(Key.LISTEN, Key.GATEWAY_LISTEN, Key.GRPC_LISTEN)) {
      if (isOpen(settings, key) && !anywhere && !tls) {
        throw settings.refuse(
            key,
            "is no loopback address, and there is no TLS; set server.tls-certificate and"
                + " server.tls-key, or server.plain-text to anywhere where something in front"
                + " speaks TLS");
      }
    }
    boolean asked = settings.some(Key.GRPC_CLIENTS).isPresent();
    if (isOpen(settings, Key.GRPC_LISTEN) && !anywhere && !asked) {
      throw settings.refuse(
          Key.GRPC_LISTEN,
          "is no loopback address, and whoever reaches it may hand in exchanges; set"
              + " grpc.client-certificates to the roots of those who may");
    }
  }

  private static boolean isOpen(Settings settings, Key key) {
    Optional<InetSocketAddress> address = settings.address(key);
    if (address.isPresent() && address.get().isUnresolved()) {
      throw settings.refuse(key, "names a host that cannot be found");
    }
    return address.filter(at -> !at.getAddress().isLoopbackAddress()).isPresent();
  }
}
