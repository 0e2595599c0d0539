// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.share.taxii.Peer;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TAXII on the port of serve.
class SharingTest {
  private static final String SECRET = Peer.freshSecret();
  private static final String HUB =
      """
      [hub]
      title = "Ours"
      [peer.anna]
      secret-sha256 = "%s"
      [collection.feed]
      read = ["anna"]
      write = ["anna"]
      """
          .formatted(Peer.sha256(SECRET));

  @TempDir private Path folder;

  @Test
  void peersReadAndWriteBesideEverythingElse() throws Exception {
    Path hub = Files.writeString(folder.resolve("hub.toml"), HUB);
    Path data = folder.resolve("data");
    String identity =
        """
        {"type":"identity","spec_version":"2.1","id":"identity--8f3c2f3e-7c4f-4c35-a1a0-7a1d5b0b6a55",\
        "created":"2026-01-31T12:00:00.000Z","modified":"2026-01-31T12:00:00.000Z","name":"Anna"}""";
    try (Running running = Running.start(data, Map.of("share.hub", hub.toString()));
        var anna = TaxiiClient.open(Connection.basic("anna", SECRET), over -> {});
        var admin = TaxiiClient.open(Connection.bearer(running.admin), over -> {})) {
      URI server = URI.create("http://127.0.0.1:" + running.port() + "/taxii2/");
      URI feed = server.resolve("coalition/collections/feed/");
      assertThat(anna.get(server).path("title").asString()).isEqualTo("Ours");
      assertThat(anna.post(feed, List.of(identity)).succeeded()).isEqualTo(1);
      assertThat(anna.get(feed.resolve("objects/")).path("objects")).hasSize(1);
      assertThatThrownBy(() -> admin.get(server))
          .as("tokens of the API open nothing here")
          .isInstanceOf(TaxiiFailed.class)
          .hasMessageContaining("401");
      assertThat(running.ready().path("detection").asBoolean()).isTrue();
    }
  }

  @Test
  void aFileThatListensByItselfIsRefused() throws Exception {
    Path hub = Files.writeString(folder.resolve("hub.toml"), HUB + "[peer.x]\n");
    assertThatThrownBy(
            () -> Running.start(folder.resolve("a"), Map.of("share.hub", hub.toString())))
        .isInstanceOf(BadSetting.class);
    Files.writeString(hub, HUB.replace("[hub]", "[hub]\nlisten = \"127.0.0.1:1\""));
    assertThatThrownBy(
            () -> Running.start(folder.resolve("b"), Map.of("share.hub", hub.toString())))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("listen is for stillwatch hub");
  }
}
