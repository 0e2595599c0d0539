// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
  private static final long START = 1_773_000_000_000L;

  @TempDir Path folder;
  private long now = START;

  private static Decision verify(String id, Mode mode, String webhook) {
    var snapshot = new Snapshot("sw-1", Verdict.CAMPAIGN, 9, 3, 4, START);
    var grounds =
        new Grounds("we ask", "a-rule", List.of(), snapshot, Collections.emptySortedMap());
    var term = new Term(START, START + 1_000, START + 9_000_000);
    var remedy = new Remedy.Verify(webhook);
    return new Decision(id, "acct-" + id, remedy, grounds, term, mode, Optional.empty());
  }

  @Test
  void aWebhookHearsOfALiveDecisionInForceUntilItAnswers() throws Exception {
    var heard = new CopyOnWriteArrayList<String>();
    var status = new AtomicInteger(503);
    var local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer hook = HttpServer.create(local, 0);
    hook.createContext(
        "/",
        exchange -> {
          heard.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    hook.start();
    String address = "http://127.0.0.1:" + hook.getAddress().getPort() + "/proof";
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    try (var client = HttpClient.newHttpClient();
        Store store = Store.open(new StoreConfig.Embedded(folder), clock)) {
      store.change(
          "test",
          change -> {
            change.decide(verify("live", Mode.LIVE, address));
            change.decide(verify("shadow", Mode.SHADOW, address));
            change.decide(verify("person", Mode.LIVE, ""));
          });
      var callbacks = new Callbacks(store, client, clock);
      assertThat(callbacks.tell()).as("not in force yet").isZero();
      assertThat(heard).isEmpty();
      now = START + 2_000;
      assertThat(callbacks.tell()).as("the webhook does not answer").isZero();
      status.set(204);
      assertThat(callbacks.tell()).isEqualTo(1);
      assertThat(callbacks.tell()).as("once").isZero();
      assertThat(heard).hasSize(2).allMatch(body -> body.contains("\"account_id\":\"acct-live\""));
    } finally {
      hook.stop(0);
    }
  }
}
