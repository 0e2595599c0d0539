// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that was told to keep words.
class TextTest {
  @TempDir private Path folder;

  @Test
  void wordsThatWereHandedInAreShownAndErased() throws Exception {
    Files.writeString(folder.resolve("text.key"), "ab".repeat(32));
    var settings =
        Map.of("text.keep", "true", "text.key-file", folder.resolve("text.key").toString());
    try (var running = Running.start(folder.resolve("data"), settings)) {
      running.hand(
          List.of(
              "{\"ts\":\"2026-03-20T00:00:00Z\",\"request_id\":\"req 1/a\",\"account_id\":\"a\","
                  + "\"messages\":[{\"role\":\"user\",\"content\":\"the colour of the"
                  + " lighthouse\"}],\"model\":\"m\",\"completion\":\"red\"}"));
      Running.until(() -> running.figure("stillwatch_texts_kept_total") == 1);

      var said = asked(running, "req%201%2Fa");
      assertThat(said.status()).isEqualTo(200);
      assertThat(said.json().path("messages").path(0).path("content").asString())
          .isEqualTo("the colour of the lighthouse");
      assertThat(running.get("/v1/audit?limit=100").text())
          .contains("view-text", "an appeal")
          .doesNotContain("lighthouse");
      running.caller.call(
          running.admin, "DELETE /v1/accounts/{id}/data", "/v1/accounts/a/data?reason=asked", "");
      assertThat(asked(running, "req%201%2Fa").status()).isEqualTo(404);
    }
  }

  private static Caller.Said asked(Running running, String id) throws Exception {
    return running.caller.call(
        running.admin, "GET /v1/text", "/v1/text?exchange=" + id + "&reason=an%20appeal", "");
  }
}
