// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.stillwatch.gateway.GatewayConfig.Identity;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.desk.Marker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose request it is.
class AccountsTest {
  private static final InetSocketAddress PROXY = new InetSocketAddress("10.1.2.3", 1);
  private static final InetSocketAddress STRANGER = new InetSocketAddress("192.0.2.1", 1);

  @TempDir Path folder;
  private final GatewayStats stats = new GatewayStats();

  private Accounts accounts(Optional<Path> mapping) {
    var identity =
        new Identity("x-account", List.of("10.0.0.0/8", "2001:db8::/32"), World.SECRET, mapping);
    return new Accounts(identity, new Mapping(mapping, stats));
  }

  private static HttpHeaders headers(String... namesAndValues) {
    HttpHeaders headers = new DefaultHttpHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  @Test
  void aHeaderIsBelievedFromATrustedProxyOnly() {
    Accounts accounts = accounts(Optional.empty());
    HttpHeaders both = headers("x-account", "acct-1", "authorization", "Bearer sk");

    assertThat(accounts.of(both, PROXY)).contains(new Whose("acct-1", World.account("sk")));
    assertThat(accounts.of(both, STRANGER))
        .contains(new Whose(World.account("sk"), World.account("sk")));
    assertThat(accounts.of(headers("x-account", "acct-1"), STRANGER)).isEmpty();
    assertThat(accounts.of(headers("x-account", "a", "x-account", "b"), PROXY)).isEmpty();
  }

  @Test
  void theAddressIsTheLastHopThatATrustedProxySaw() {
    Accounts accounts = accounts(Optional.empty());
    HttpHeaders hops = headers("x-forwarded-for", "6.6.6.6, 203.0.113.9");

    assertThat(accounts.address(hops, PROXY)).isEqualTo("203.0.113.9");
    assertThat(accounts.address(hops, STRANGER)).isEqualTo("192.0.2.1");
  }

  @Test
  void aMappingNamesTheAccountOfAKeyAndABadOneChangesNothing() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, "# keys\n" + World.account("sk-1") + " acct-7 # the first\n");
    Mapping mapping = new Mapping(Optional.of(file), stats);
    assertThat(mapping.account(World.account("sk-1"))).isEqualTo("acct-7");

    Files.writeString(file, "nonsense here and there\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    mapping.refresh();
    assertThat(mapping.account(World.account("sk-1"))).isEqualTo("acct-7");
    assertThat(stats.of(Count.MAPPING_FAILED)).isEqualTo(1);

    Files.writeString(file, World.account("sk-1") + " acct-8\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(2));
    mapping.refresh();
    assertThat(mapping.account(World.account("sk-1"))).isEqualTo("acct-8");
    assertThat(mapping.account("key-other")).isEqualTo("key-other");
  }

  @Test
  void whatIsNoMappingOrNoNetworkIsRefusedWithItsPlace() throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, World.account("a") + " x\nkey-1 y\n");

    assertThatThrownBy(() -> new Mapping(Optional.of(file), stats))
        .hasMessageContaining("keys, line 2");
    assertThatThrownBy(
            () ->
                new Accounts(
                    new Identity("x", List.of("10.0.0.0/99"), World.SECRET, Optional.empty()),
                    new Mapping(Optional.empty(), stats)))
        .hasMessageContaining("10.0.0.0/8");
  }

  @Test
  void secretsDoNotPrint() {
    assertThat(World.SECRET.toString()).isEqualTo("Secret[closed]");
    var upstream =
        new GatewayConfig.Upstream(
            URI.create("https://user:pass@api.example.com"),
            Map.of("authorization", "Bearer sk-ours"),
            Optional.empty(),
            true,
            Marker.NONE);
    assertThat(upstream.toString()).doesNotContain("sk-ours").doesNotContain("pass");
    assertThatThrownBy(() -> new Secret(new byte[15])).hasMessageContaining("16 at least");
    assertThatThrownBy(() -> new Tokens(List.of("plain"))).hasMessageContaining("sha256sum");
  }
}
