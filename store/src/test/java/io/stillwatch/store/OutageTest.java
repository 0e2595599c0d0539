// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.Cases.decision;
import static io.stillwatch.store.StoreContract.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Decision;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL goes away in the middle of a change, and comes back.
class OutageTest {
  @TempDir private Path folder;

  @Test
  void nothingIsHalfDoneAndTheStoreHeals() throws Exception {
    EmbeddedPostgres server = start(0);
    int port = server.getPort();
    StoreConfig config = Places.postgresql(server);
    try (Store store = Store.open(config, NOON)) {
      store.change("the ladder", change -> change.decide(decision("d1", "a")));
      EmbeddedPostgres stopping = server;

      assertThatThrownBy(
              () ->
                  store.change(
                      "the ladder",
                      change -> {
                        change.decide(decision("d2", "acct-secret"));
                        stop(stopping);
                        change.progress("round", 2);
                      }))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("the database jdbc:postgresql://")
          .hasMessageContaining("Nothing of this change was kept")
          .hasMessageNotContaining("acct-secret");
      assertThatThrownBy(() -> store.read(View::decisions))
          .isInstanceOfSatisfying(StoreFailed.class, e -> assertThat(e.lasts()).isFalse());

      server = start(port);
      store.change("the ladder", change -> change.decide(decision("d3", "a")));

      List<Decision> kept = store.read(View::decisions);
      assertThat(kept).containsExactly(decision("d1", "a"), decision("d3", "a"));
      assertThat(store.read(view -> view.progress("round")).isEmpty()).isTrue();
      assertThat(store.audit().verify(Optional.empty()))
          .isEqualTo(new Verification.Whole(store.audit().head()));
      store.change("ada", change -> change.note("export", "x", Map.of()));
      assertThat(store.audit().head().seq()).isEqualTo(3);
    } finally {
      server.close();
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutItsPassword() {
    var config =
        new StoreConfig.Server("jdbc:postgresql://localhost:1/stillwatch", "sw", "hunter2");

    assertThatThrownBy(() -> Store.open(config, NOON))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/stillwatch failed")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("hunter2");
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThatThrownBy(
            () -> new StoreConfig.Server("jdbc:postgresql://x/y?password=hunter2", "sw", ""))
        .hasMessageContaining("give it by file or environment")
        .hasMessageNotContaining("hunter2");
  }

  private EmbeddedPostgres start(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("server"))
        .setCleanDataDirectory(false)
        .setPort(port == 0 ? free() : port)
        .start();
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
