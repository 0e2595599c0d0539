// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.fixtures.Party;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS, where a certificate says who calls.
class TlsTest {
  private static final String SECRET = Peer.freshSecret();

  @TempDir private static Path keys;
  private static Party server;
  private static Party anna;
  private static Party stranger;

  @TempDir private Path data;
  private Instant now = Instant.now();
  private Hub hub;

  @BeforeAll
  static void makeKeys() throws Exception {
    server = Party.make(keys, "server");
    anna = Party.make(keys, "anna");
    stranger = Party.make(keys, "stranger");
  }

  @BeforeEach
  void start() {
    Coalition coalition =
        Coalition.of("Test")
            .with(Peer.byCertificate("anna", anna.certificate()))
            .with(Peer.bySecret("ben", SECRET))
            .with(TaxiiCollection.of("feed", Set.of("ben"), Set.of("anna")));
    HubConfig config =
        HubConfig.local(data.resolve("hub")).over(new HubConfig.Pem(server.chain(), server.key()));
    hub = Hub.start(config, coalition, (InstantSource) () -> now);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private TaxiiClient client(Connection connection) throws IOException {
    return TaxiiClient.open(connection.trusting(server.chain()), over -> {});
  }

  @Test
  void aPeerIsWhoItsCertificateSays() throws Exception {
    try (var posts = client(anna.showing());
        var reads = client(Connection.bearer(SECRET))) {
      assertThat(posts.post(hub.collection("feed"), List.of(Objects.campaign(1))).succeeded())
          .isEqualTo(1);
      assertThat(reads.get(hub.collection("feed")).path("can_read").asBoolean()).isTrue();
      assertThatThrownBy(() -> reads.post(hub.collection("feed"), List.of(Objects.campaign(2))))
          .isInstanceOf(TaxiiFailed.class)
          .hasMessageContaining("403");
    }
  }

  @Test
  void whoHasAnotherCertificateOrNoneIsNobody() throws Exception {
    for (Connection connection : List.of(stranger.showing(), Connection.anonymous())) {
      try (var client = client(connection)) {
        assertThatThrownBy(() -> client.get(hub.discovery()))
            .isInstanceOf(TaxiiFailed.class)
            .hasMessageContaining("401");
      }
    }
  }

  @Test
  void aCertificateThatHasEndedOpensNothing() throws Exception {
    now = Instant.now().plus(Duration.ofDays(31));
    try (var client = client(anna.showing())) {
      assertThatThrownBy(() -> client.get(hub.discovery()))
          .isInstanceOf(TaxiiFailed.class)
          .hasMessageContaining("401");
    }
  }

  @Test
  void aServerThatNobodyVouchesForIsNotSpokenTo() throws Exception {
    try (var client = TaxiiClient.open(Connection.bearer(SECRET), over -> {})) {
      assertThatThrownBy(() -> client.get(hub.discovery()))
          .isInstanceOf(TaxiiFailed.class)
          .hasMessageContaining("does not answer");
    }
  }

  @Test
  void tls12And13AreSpokenAndNothingOlder() throws Exception {
    assertThat(speaks("TLSv1.2")).isEqualTo("TLSv1.2");
    assertThat(speaks("TLSv1.3")).isEqualTo("TLSv1.3");
    assertThatThrownBy(() -> speaks("TLSv1.1")).isInstanceOf(IOException.class);
  }

  private String speaks(String protocol) throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("server", server.certificate());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(roots);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", hub.discovery().getPort()));
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  @Test
  void plainTextGetsNoAnswerOnTheSamePort() throws Exception {
    try (var socket = new Socket("127.0.0.1", hub.discovery().getPort())) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write("GET /taxii2/ HTTP/1.1\r\nHost: h\r\n\r\n".getBytes());
      byte[] answer = new byte[0];
      try {
        answer = socket.getInputStream().readAllBytes();
      } catch (java.net.SocketException hungUp) {
        // so it should be
      }
      assertThat(new String(answer)).doesNotContain("HTTP/1.1 200");
    }
  }
}
