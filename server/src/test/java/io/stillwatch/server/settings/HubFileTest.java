// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.TaxiiCollection;
import io.stillwatch.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubFileTest {
  private static final String HASH = Peer.sha256("a secret that is long enough");

  @TempDir private Path folder;

  private HubFile read(String text) throws IOException {
    return HubFile.read(Files.writeString(folder.resolve("hub.toml"), text));
  }

  private String peer(String name) {
    return "[peer." + name + "]\nsecret-sha256 = \"" + HASH + "\"\n";
  }

  @Test
  void aFileSaysWhoSharesAndWhat() throws IOException {
    Path secret =
        Files.writeString(folder.resolve("ben.secret"), "another secret, as long as it must be\n");
    HubFile file =
        read(
            """
            [hub]
            listen = "127.0.0.1:0"
            title = "Ours"
            root = "ours"
            page = 20
            database = "jdbc:postgresql://db/hub"
            database-user = "hub"

            [peer.anna]
            secret-sha256 = "%s"
            identity = "identity--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55"

            [peer."ben.example"]
            secret-file = "%s"

            [collection.from-anna]
            id = "8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55"
            title = "What Anna saw"
            write = ["anna"]
            read = ["ben.example"]

            [collection.notes]
            read = ["*"]
            """
                .formatted(HASH, secret));
    assertThat(file.coalition().peers())
        .extracting(Peer::name)
        .containsExactly("anna", "ben.example");
    assertThat(file.coalition().peers().get(1).secretSha256())
        .hasValue(Peer.sha256("another secret, as long as it must be"));
    TaxiiCollection first = file.coalition().collections().getFirst();
    assertThat(first.access().write()).isEqualTo(Set.of("anna"));
    assertThat(first.title()).isEqualTo("What Anna saw");
    assertThat(file.coalition().collections().get(1).title()).isEqualTo("notes");
    assertThat(file.config().limits().page()).isEqualTo(20);
    assertThat(file.config().place())
        .isEqualTo(new StoreConfig.Server("jdbc:postgresql://db/hub", "hub", ""));
    assertThatThrownBy(file::inside).isInstanceOf(BadSetting.class).hasMessageContaining("serve");
  }

  @Test
  void whatIsStandardIsOnThisMachineAndInAFolder() throws IOException {
    HubFile file = read("");
    assertThat(file.config().listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(file.config().place())
        .isEqualTo(new StoreConfig.Embedded(Path.of("stillwatch-hub")));
    assertThat(file.inside()).isSameAs(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[hub]|titel = 'x' # there is no setting titel; did you mean title?",
        "[colection.a]|read = [] # there is no table colection; did you mean collection?",
        "[collection.a]|reed = [] # there is no setting reed; did you mean read?",
        "[peer.anna]|secret = 'x' # there is no setting secret",
        "[peer.anna] # neither a secret nor a certificate",
        "[peer.anna]|secret-sha256 = 'abc' # no SHA-256",
        "[peer.anna]|certificate = '/dev/null' # holds none in PEM",
        "[peer]|anna = 1 # takes tables",
        "[collection.a]|read = 'anna' # takes a list",
        "[collection.a]|read = [1] # takes names alone",
        "[collection.a]|read = ['ana'] # names no peer: ana",
        "[collection.A] # alias",
        "[collection.a]|id = 'x' # UUID",
        "[collection.a]|id = '8f3c2f3e-7c4f-1c35-a1a0-7a1d5b0b6a55' # version 4",
        "[hub]|root = 'a/b' # API root",
        "[hub # is not TOML",
      })
  void whatCannotBeUsedIsNamed(String lines, String message) {
    assertThatThrownBy(() -> read(lines.replace('|', '\n')))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(message)
        .hasMessageContaining("hub.toml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "listen = '0.0.0.0:1' # there is no TLS",
        "listen = 'here' # an address and a port",
        "listen = 'no.such.host.invalid:1' # cannot be found",
        "page = 0 # takes 1 to",
        "plain-text = 'all' # loopback or anywhere",
      })
  void itDoesNotListenInAWayThatWasNotMeant(String line, String message) throws IOException {
    HubFile file = read("[hub]\n" + line);
    assertThatThrownBy(file::config).isInstanceOf(BadSetting.class).hasMessageContaining(message);
  }

  @Test
  void aShortSecretIsRefused() throws IOException {
    Path secret = Files.writeString(folder.resolve("s"), "hunter2");
    assertThatThrownBy(() -> read("[peer.anna]\nsecret-file = \"" + secret + "\""))
        .hasMessageContaining("is short")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void twoPeersDoNotShareASecret() {
    assertThatThrownBy(() -> read(peer("anna") + peer("ben"))).hasMessageContaining("secret");
  }
}
