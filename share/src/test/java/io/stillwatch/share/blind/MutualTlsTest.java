// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.fixtures.Parties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificate of a peer is its name.
class MutualTlsTest {
  private static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

  @TempDir Path folder;

  @Test
  void aPeerIsKnownByItsCertificate() throws Exception {
    var parties = new Parties(folder, List.of("hub", "alpha", "mallory"));
    var today = new AtomicReference<>(Instant.now().plus(Duration.ofMinutes(5)));
    var service =
        new TokenService(
            EpochKeys.open(folder.resolve("keys"), () -> NOW),
            new Quotas(Keep.in(folder.resolve("hub")), Map.of("alpha", 10L), () -> NOW));
    Callers callers =
        Callers.certificates(
            Map.of(Callers.digest(parties.party("alpha").certificate()), "alpha"), today::get);
    var security = new Door.Security(parties.tls("hub"), true);
    try (Door door =
        Door.open(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.of(security),
            routing -> routing.register(TokenRoutes.PATH, new TokenRoutes(service, callers)))) {
      var pins = new KeyPins(Keep.in(folder.resolve("pins")));
      Identifier mail = Identifier.of(Label.EMAIL, "ada@example.org");

      BlindToken token =
          new Tokeniser(List.of(holder(door, parties, "alpha")), pins).token(Epoch.at(NOW), mail);

      assertThat(token.epoch()).isEqualTo(Epoch.at(NOW));
      assertThat(service.usage("alpha").used()).isEqualTo(1);
      assertThatThrownBy(() -> holder(door, parties, "mallory").published())
          .isInstanceOf(Holder.Unreachable.class)
          .hasMessageContaining("enrolled");
      today.set(Instant.now().plus(Duration.ofDays(36_500)));
      assertThatThrownBy(() -> holder(door, parties, "alpha").published())
          .as("its certificate has ended")
          .isInstanceOf(Holder.Unreachable.class)
          .hasMessageContaining("enrolled");
    }
  }

  private static Holder holder(Door door, Parties parties, String party) throws IOException {
    HttpClient client = HttpClient.newBuilder().sslContext(parties.tls(party)).build();
    return new RemoteHolder("hub", door.base(), client, Optional.empty());
  }
}
