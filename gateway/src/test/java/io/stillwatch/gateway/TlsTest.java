// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.desk.Marker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that speaks TLS is the upstream of another.
class TlsTest {
  @TempDir Path folder;

  private GatewayConfig.Tls made(String name) throws IOException, InterruptedException {
    Path certificate = folder.resolve(name + ".pem");
    Path key = folder.resolve(name + ".key");
    Program.run(
        folder,
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-keyout",
        key.toString(),
        "-out",
        certificate.toString());
    return new GatewayConfig.Tls(certificate, key);
  }

  private static GatewayConfig.Upstream upstream(int port, Path trust) {
    URI base = URI.create("https://localhost:" + port);
    return new GatewayConfig.Upstream(base, Map.of(), Optional.of(trust), true, Marker.NONE);
  }

  @Test
  void aReplyComesThroughTwoGatewaysAndOneCertificate() throws Exception {
    GatewayConfig.Tls tls = made("ours");
    GatewayConfig.Tls other = made("other");
    var listen = new GatewayConfig.Listen("127.0.0.1", 0, Optional.of(tls), 1);
    try (World inner = new World(config -> config.with(listen))) {
      int port = inner.gateway.port();
      try (World outer = new World(config -> config.with(upstream(port, tls.certificate())))) {
        assertThat(outer.chat("sk-1", "{\"messages\":[]}").body()).contains("Hello there");
        assertThat(inner.provider.received("sk-1")).isEqualTo(1);
      }
      try (World wrong = new World(config -> config.with(upstream(port, other.certificate())))) {
        assertThat(wrong.chat("sk-2", "{\"messages\":[]}").statusCode()).isEqualTo(502);
        assertThat(inner.provider.received("sk-2")).isZero();
      }
    }
  }

  @Test
  void filesThatDoNotFitAreRefusedAtTheStart() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("x.pem"), "nonsense");
    var listen =
        new GatewayConfig.Listen(
            "127.0.0.1", 0, Optional.of(new GatewayConfig.Tls(nonsense, nonsense)), 1);

    assertThatThrownBy(
            () ->
                Gateway.start(
                    GatewayConfig.of(World.SECRET).with(listen),
                    new ScriptedDesk(),
                    new KeptDrop(),
                    InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PEM");
  }
}
