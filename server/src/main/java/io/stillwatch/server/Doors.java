// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.gateway.Gateway;
import io.stillwatch.gateway.GatewayConfig;
import io.stillwatch.gateway.Secret;
import io.stillwatch.grpc.Callers;
import io.stillwatch.grpc.GrpcConfig;
import io.stillwatch.grpc.GrpcDoor;
import io.stillwatch.grpc.Tls;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Drop;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.server.decide.Register;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// The doors for gateways, as the settings have them: over HTTP, and over gRPC. Budgets refill and
/// exchanges are dated by event time; tokens end by the clock of this machine.
record Doors(Site site) {
  /// How long an answer may take that needs the database.
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /// Whether replicas share budgets; an answer then takes a round trip to the database.
  static boolean shareBudgets(Settings settings) {
    return settings.word(Key.BUDGETS, "memory", "shared").equals("shared");
  }

  Optional<Gateway> http(Desk desk, Drop drop, Register register, Marker marker)
      throws IOException {
    Optional<InetSocketAddress> listen = site.settings().address(Key.GATEWAY_LISTEN);
    if (listen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        site.open(Gateway.start(http(listen.get(), register, marker), desk, drop, site.time())));
  }

  private GatewayConfig http(InetSocketAddress listen, Register register, Marker marker)
      throws IOException {
    Settings settings = site.settings();
    var secret = new Secret(site.secrets().bytes("account"));
    var identity =
        new GatewayConfig.Identity(
            settings.text(Key.GATEWAY_ACCOUNT_HEADER),
            settings.list(Key.GATEWAY_TRUSTED),
            secret,
            settings.path(Key.GATEWAY_MAPPING));
    Optional<GatewayConfig.Tls> tls =
        settings
            .path(Key.TLS_CERTIFICATE)
            .flatMap(
                chain -> settings.path(Key.TLS_KEY).map(key -> new GatewayConfig.Tls(chain, key)));
    boolean open = settings.word(Key.GATEWAY_FAIL, "open", "closed").equals("open");
    GatewayConfig config =
        GatewayConfig.of(secret)
            .with(new GatewayConfig.Listen(listen.getHostString(), listen.getPort(), tls, 0))
            .with(identity)
            .with(new GatewayConfig.Access(asking(register), true))
            .with(new GatewayConfig.Failing(open, shareBudgets(settings), PATIENCE));
    return settings
        .some(Key.GATEWAY_UPSTREAM)
        .map(base -> config.with(GatewayConfig.Upstream.of(URI.create(base)).with(marker)))
        .orElse(config);
  }

  /// Whether a token may ask for decisions: told from memory, for a database is slower than a check
  /// may be. One that was revoked opens the doors for some seconds more.
  private Predicate<String> asking(Register register) {
    return secret ->
        register
            .tokens()
            .find(secret, site.clock().millis())
            .filter(token -> token.role().covers(Role.COLLECTOR))
            .isPresent();
  }

  Optional<GrpcDoor> grpc(Desk desk, Drop drop) throws IOException {
    Settings settings = site.settings();
    Optional<InetSocketAddress> listen = settings.address(Key.GRPC_LISTEN);
    if (listen.isEmpty()) {
      return Optional.empty();
    }
    String header = settings.text(Key.GATEWAY_ACCOUNT_HEADER);
    byte[] secret = site.secrets().bytes("account");
    Callers callers =
        header.isEmpty() ? Callers.byKey(secret) : Callers.byHeaderOrKey(header, secret);
    GrpcConfig memory = GrpcConfig.of(listen.get(), callers);
    GrpcConfig plain = shareBudgets(settings) ? memory.withWaitingDesk() : memory;
    Optional<GrpcConfig> safe =
        settings
            .path(Key.TLS_CERTIFICATE)
            .flatMap(
                chain ->
                    settings
                        .path(Key.TLS_KEY)
                        .map(key -> new Tls(chain, key, settings.path(Key.GRPC_CLIENTS))))
            .map(plain::over);
    return Optional.of(site.open(GrpcDoor.start(safe.orElse(plain), desk, drop, site.time())));
  }
}
