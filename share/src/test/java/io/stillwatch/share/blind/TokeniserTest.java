// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.door.Callers;
import io.stillwatch.share.door.Door;
import io.stillwatch.share.door.Keep;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service on a port, and peers that ask it.
class TokeniserTest {
  private static final Epoch JUNE = Epoch.parse("2026-06");

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-06-10T12:00:00Z");
  private TokenService service;
  private Door door;

  @BeforeEach
  void aServiceOnAPort() throws IOException {
    service = service("holder", Map.of("alpha", 500L, "beta", 500L, "small", 1L));
    Callers callers =
        Callers.bearers(
            Map.of(
                Callers.digest("alpha's secret"), "alpha",
                Callers.digest("beta's secret"), "beta",
                Callers.digest("small's secret"), "small"));
    door =
        Door.open(
            new InetSocketAddress("127.0.0.1", 0),
            Optional.empty(),
            routing -> routing.register(TokenRoutes.PATH, new TokenRoutes(service, callers)));
  }

  private TokenService service(String name, Map<String, Long> signups) throws IOException {
    return new TokenService(
        EpochKeys.open(folder.resolve(name + "-keys"), () -> now),
        new Quotas(Keep.in(folder.resolve(name)), signups, () -> now));
  }

  @AfterEach
  void close() {
    door.close();
  }

  private Holder remote(String secret) {
    return new RemoteHolder("hub", door.base(), HttpClient.newHttpClient(), Optional.of(secret));
  }

  private Tokeniser tokeniser(String peer) throws IOException {
    return new Tokeniser(
        List.of(remote(peer + "'s secret")), new KeyPins(Keep.in(folder.resolve("pins-" + peer))));
  }

  private static Identifier mail(int i) {
    return Identifier.of(Label.EMAIL, "person" + i + "@example.org");
  }

  @Test
  void twoPeersMakeTheSameTokensOfTheSameIdentifiers() throws IOException {
    List<Identifier> all = IntStream.range(0, 40).mapToObj(TokeniserTest::mail).toList();

    Map<Identifier, BlindToken> ofAlpha = tokeniser("alpha").tokens(JUNE, all);
    Map<Identifier, BlindToken> ofBeta = tokeniser("beta").tokens(JUNE, all.reversed());

    assertThat(ofAlpha).isEqualTo(ofBeta).hasSize(40);
    assertThat(ofAlpha.values()).doesNotHaveDuplicates();
    assertThat(service.usage("alpha").used()).isEqualTo(40);
  }

  @Test
  void theSameValueUnderAnotherLabelOrEpochIsAnotherToken() throws IOException {
    Tokeniser alpha = tokeniser("alpha");
    var device = new Identifier(Label.DEVICE, mail(1).value());
    BlindToken june = alpha.token(JUNE, mail(1));

    assertThat(alpha.token(JUNE, device)).isNotEqualTo(june);
    now = Instant.parse("2026-07-01T00:00:00Z");
    assertThat(alpha.token(JUNE, mail(1))).isEqualTo(june);
    assertThat(alpha.token(JUNE.next(), mail(1)).hex()).isNotEqualTo(june.hex());
  }

  @Test
  void severalHoldersMakeOneTokenAndNoneAloneCan() throws IOException {
    Holder first = service("first", Map.of("alpha", 9L)).as("alpha");
    Holder second = new Named("second", service("second", Map.of("alpha", 9L)).as("alpha"));
    var pins = new KeyPins(Keep.in(folder.resolve("pins")));
    BlindToken both = new Tokeniser(List.of(first, second), pins).token(JUNE, mail(1));

    assertThat(new Tokeniser(List.of(second, first), pins).token(JUNE, mail(1))).isEqualTo(both);
    assertThat(new Tokeniser(List.of(first), pins).token(JUNE, mail(1))).isNotEqualTo(both);
    assertThat(new Tokeniser(List.of(second), pins).token(JUNE, mail(1))).isNotEqualTo(both);
    assertThat(new Tokeniser(List.of(first, second), pins).fingerprint(JUNE))
        .isEqualTo(new Tokeniser(List.of(second, first), pins).fingerprint(JUNE));
  }

  @Test
  void aHolderThatUsesAnotherKeyForOnePeerIsFoundOut() throws IOException {
    Holder honest = service("honest", Map.of("alpha", 9L)).as("alpha");
    Holder other = service("other", Map.of("alpha", 9L)).as("alpha");
    Holder cheating = new Mixed(honest, other);
    var pins = new KeyPins(Keep.in(folder.resolve("pins")));

    assertThatThrownBy(() -> new Tokeniser(List.of(cheating), pins).token(JUNE, mail(1)))
        .isInstanceOf(ProofFailed.class);
  }

  @Test
  void aHolderThatChangesItsKeyWithinAnEpochIsFoundOut() throws IOException {
    var pins = new KeyPins(Keep.in(folder.resolve("pins")));
    Holder before = service("before", Map.of("alpha", 9L)).as("alpha");
    new Tokeniser(List.of(before), pins).token(JUNE, mail(1));
    Holder after = service("after", Map.of("alpha", 9L)).as("alpha");

    assertThatThrownBy(() -> new Tokeniser(List.of(after), pins).token(JUNE, mail(1)))
        .isInstanceOf(ProofFailed.class);
  }

  @Test
  void whoHasHadItsQuotaIsDeniedUntilNextMonth() throws IOException {
    Tokeniser small = tokeniser("small");
    small.tokens(JUNE, List.of(mail(1), mail(2), mail(3), mail(4)));

    assertThatThrownBy(() -> small.token(JUNE, mail(5))).isInstanceOf(Denied.class);
    now = Instant.parse("2026-07-01T00:00:00Z");
    assertThat(small.token(JUNE.next(), mail(5)).epoch()).isEqualTo(JUNE.next());
  }

  @Test
  void aQuotaOutlastsARestart() throws IOException {
    service("again", Map.of("small", 1L)).evaluate("small", JUNE, points(3));
    TokenService restarted = service("again", Map.of("small", 1L));

    assertThatThrownBy(() -> restarted.evaluate("small", JUNE, points(2)))
        .isInstanceOf(Denied.class);
    assertThat(restarted.usage("small")).isEqualTo(new Quotas.Usage(3, 4));
  }

  @Test
  void whoAsksForAllAtOnceIsSlowedDown() throws IOException {
    TokenService hasty = service("hasty", Map.of("alpha", 2_000L));
    hasty.evaluate("alpha", JUNE, points(512));
    assertThatThrownBy(() -> hasty.evaluate("alpha", JUNE, points(512))).isInstanceOf(Denied.class);
    now = now.plusSeconds(3 * 3600);
    assertThat(hasty.evaluate("alpha", JUNE, points(512)).points()).hasSize(512);
  }

  @Test
  void whoIsNotEnrolledIsNotServed() {
    assertThatThrownBy(() -> remote("a guess").published())
        .isInstanceOf(Holder.Unreachable.class)
        .hasMessageContaining("enrolled");
  }

  static List<Point> points(int n) {
    Point g = Point.of(Suite.P256, Suite.P256.curve().getG());
    return java.util.Collections.nCopies(n, g);
  }

  /// A holder under another name.
  private record Named(String name, Holder holder) implements Holder {
    @Override
    public List<PublishedKey> published() {
      return holder.published();
    }

    @Override
    public Evaluation evaluate(Epoch epoch, List<Point> blinded) {
      return holder.evaluate(epoch, blinded);
    }
  }

  /// Publishes the key of one and evaluates with that of another.
  private record Mixed(Holder shown, Holder used) implements Holder {
    @Override
    public String name() {
      return "mixed";
    }

    @Override
    public List<PublishedKey> published() {
      return shown.published();
    }

    @Override
    public Evaluation evaluate(Epoch epoch, List<Point> blinded) {
      return used.evaluate(epoch, blinded);
    }
  }
}
