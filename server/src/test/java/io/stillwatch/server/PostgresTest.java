// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.Verification;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The server on PostgreSQL, which goes away while it works and comes back.
class PostgresTest {
  @TempDir Path folder;

  @Test
  void whatComesOutIsThatOfSqliteWithoutAnyOutage() throws Exception {
    List<String> lines = Small.lines(folder);
    Out expected = onSqlite(lines);
    assertThat(expected.decisions()).isNotEmpty();
    Path data = folder.resolve("data");
    copyKeys(data);
    int port = freePort();
    EmbeddedPostgres database = database(port);
    String url = database.getJdbcUrl("postgres", "postgres");
    Map<String, String> settings =
        Map.of("server.database", url, "server.database-user", "postgres");
    try {
      int half = lines.size() / 2;
      try (Running running = Running.start(data, settings)) {
        running.hand(lines.subList(0, half));
        database.close();
        standsStillAndTakes(running, lines.subList(half, half + half / 2));
        database = database(port);
        running.caughtUp();
        assertThat(running.ready().path("database").asBoolean()).isTrue();
      }
      try (Running again = Running.start(data, settings)) {
        assertThat(again.server.firstToken()).isEmpty();
        again.hand(lines.subList(half + half / 2, lines.size()));
        again.caughtUp();
        assertThat(again.figure("stillwatch_observations_seen_total")).isEqualTo(lines.size());
        assertThat(again.figure("stillwatch_observations_late_total")).isZero();
        assertThat(Out.of(again)).isEqualTo(expected);
      }
      isSound(new StoreConfig.Server(url, "postgres", ""), expected.decisions().size());
    } finally {
      database.close();
    }
  }

  /// Without the database: exchanges are taken, the figures can be seen, and it says why not ready.
  private static void standsStillAndTakes(Running running, List<String> lines) throws Exception {
    running.hand(lines);
    Running.until(() -> running.figure("stillwatch_detection_waits_for_database") == 1);
    assertThat(running.figure("stillwatch_detection_behind")).isPositive();
    var ready = running.caller.call("", "GET /health/ready", "/health/ready", "");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().path("database").asBoolean()).isFalse();
    assertThat(ready.json().path("detection").asBoolean()).isTrue();
    var campaigns = running.get("/v1/campaigns");
    assertThat(campaigns.status()).isEqualTo(503);
    assertThat(campaigns.text()).contains("the database does not answer");
    var stranger = running.caller.call("sw_0_0", "GET /v1/campaigns", "/v1/campaigns", "");
    assertThat(stranger.status()).isEqualTo(503);
  }

  /// The audit log is whole, and tells of each decision once.
  private static void isSound(StoreConfig config, int decisions) {
    try (Store store = Store.open(config, InstantSource.system())) {
      assertThat(store.audit().verify(Optional.empty())).isInstanceOf(Verification.Whole.class);
      assertThat(store.audit().entries(0, 1_000_000))
          .filteredOn(entry -> entry.action().equals("decide"))
          .hasSize(decisions);
    }
  }

  /// What comes out, without what is drawn at random.
  private record Out(String campaigns, List<String> decisions) {
    static Out of(Running running) throws Exception {
      String campaigns = running.get("/v1/campaigns").json().path("campaigns").toString();
      var decisions = new ArrayList<String>();
      for (JsonNode one : running.get("/v1/decisions?limit=1000").json().path("decisions")) {
        decisions.add(one.toString().replaceFirst("^\\{\"id\":\"[^\"]*\",", "{"));
      }
      decisions.sort(null);
      return new Out(campaigns, decisions);
    }
  }

  private Out onSqlite(List<String> lines) throws Exception {
    try (Running running = Running.start(folder.resolve("sqlite"), Map.of())) {
      running.hand(lines);
      running.caughtUp();
      return Out.of(running);
    }
  }

  private void copyKeys(Path data) throws IOException {
    Path keys = Files.createDirectories(data.resolve("keys"));
    try (var all = Files.list(folder.resolve("sqlite/keys"))) {
      for (Path key : all.toList()) {
        Files.copy(key, keys.resolve(key.getFileName()));
      }
    }
  }

  private EmbeddedPostgres database(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("postgres"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
