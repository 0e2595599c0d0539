// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.events.SigningKeys;
import io.stillwatch.share.member.MemberConfig;
import io.stillwatch.share.member.Neighbour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoalitionFileTest {
  private static final String SELF =
      """
      [self]
      name = "aurora"
      url = "https://share.aurora.example"
      appeal = "mailto:appeals@aurora.example"
      """;

  @TempDir private Path folder;

  private CoalitionFile read(String text) throws IOException {
    return CoalitionFile.read(Files.writeString(folder.resolve("coalition.toml"), text));
  }

  private String peer(String more) throws IOException {
    Path keys = Files.writeString(folder.resolve("b.jwks"), SigningKeys.open(folder).published());
    return """
        [peer.borealis]
        identity = "identity--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55"
        keys = "%s"
        url = "https://share.borealis.example"
        %s
        """
        .formatted(keys, more);
  }

  @Test
  void aFileSaysWhoOneIsAndWhoTheOthersAre() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret that is long enough\n");
    CoalitionFile file =
        read(
            SELF
                + """
                [tokens.coalition]
                url = "https://tokens.example"
                secret-file = "%1$s"
                [record]
                collection = "https://hub.example/taxii2/c/collections/leads/"
                user = "aurora"
                secret-file = "%1$s"
                every = "30s"
                [caution]
                remember = "30d"
                reach = "0.01"
                steps = "act"
                """
                    .formatted(secret)
                + peer("enrolled = \"2026-01-31\"\nshows-secret-file = \"" + secret + "\""));
    MemberConfig config = file.config();
    assertThat(config.self().name()).isEqualTo("aurora");
    assertThat(config.tokens()).hasSize(1);
    MemberConfig.RecordPlace record = config.record().orElseThrow();
    assertThat(record.authorization().orElseThrow()).startsWith("Basic ");
    assertThat(record.every()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.caution().remember()).isEqualTo(Duration.ofDays(30));
    assertThat(config.caution().policy().reach()).isEqualTo(0.01);
    assertThat(file.steps()).isTrue();
    Neighbour peer = file.peers().getFirst();
    assertThat(peer.peer().name()).isEqualTo("borealis");
    assertThat(peer.peer().enrolled()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(peer.shows()).hasValue("a secret that is long enough");
    assertThat(config.toString() + file.peers()).as("no secrets").doesNotContain("long enough");
  }

  @Test
  void withoutMoreItHasATokenKeyOfItsOwnNoRecordNoPeersAndWatches() throws IOException {
    CoalitionFile file = read(SELF);
    assertThat(file.config().tokens()).isEmpty();
    assertThat(file.config().record()).isEmpty();
    assertThat(file.peers()).isEmpty();
    assertThat(file.steps()).isFalse();
  }

  @Test
  void whatCannotBeUsedIsRefusedByItsName() throws IOException {
    refused(SELF + "nam = \"x\"\n", "there is no setting nam", "name");
    refused(SELF + "[pear.x]\n", "there is no table pear", "peer");
    refused(SELF.replace("appeal", "marking"), "marking takes clear");
    refused(SELF.replaceAll("appeal.*", ""), "appeal is missing");
    refused(SELF + "certificate = \"a.pem\"\n", "certificate and key go together");
    refused(SELF + "[caution]\nsteps = \"suspend\"\n", "steps takes watch or act");
    refused(SELF + "[caution]\nreach = \"2\"\n", "reach is \"2\"");
    refused(SELF + "[caution]\nremember = \"long\"\n", "remember takes a time");
    refused(SELF + peer("enrolled = \"2026-01-31\""), "neither a certificate nor a secret");
    refused(SELF + peer("enrolled = \"lately\""), "enrolled takes the day");
  }

  private void refused(String text, String... says) {
    var thrown = assertThatThrownBy(() -> read(text)).isInstanceOf(BadSetting.class);
    for (String word : says) {
      thrown.hasMessageContaining(word);
    }
  }

  @Test
  void theAddressesOfPeersAreTheirs() throws IOException {
    String more =
        """
        enrolled = "2026-01-31"
        push = "https://share.borealis.example/ssf/receiver/push"
        shows-secret-file = "%s"
        """
            .formatted(Files.writeString(folder.resolve("s"), "a secret that is long enough"));
    assertThat(read(SELF + peer(more)).peers().getFirst().push())
        .hasValue(URI.create("https://share.borealis.example/ssf/receiver/push"));
  }
}
