// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Asks for proofs of identity: tells the policy's webhook of each live decision of the rung
/// `verify` that is in force, until it answers with a 2xx. It may hear of one twice, by the same
/// id.
public final class Callbacks {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Store store;
  private final HttpClient client;
  private final InstantSource clock;

  /// @param clock event time
  public Callbacks(Store store, HttpClient client, InstantSource clock) {
    this.store = store;
    this.client = client;
    this.clock = clock;
  }

  /// Tells of what was not told yet.
  ///
  /// @return how many were told
  public int tell() {
    long now = clock.millis();
    List<Decision> due =
        store.read(
            view ->
                view.lasting(now).stream()
                    .filter(one -> one.mode() == Mode.LIVE && one.inForce(now))
                    .filter(one -> !webhook(one).isEmpty())
                    .filter(one -> view.progress(mark(one)).isEmpty())
                    .toList());
    int told = 0;
    for (Decision decision : due) {
      if (answers(decision)) {
        store.change(
            "webhook",
            change -> {
              change.progress(mark(decision), now);
              change.noteAbout(
                  decision.account(),
                  "ask-proof",
                  Map.of("decision", decision.id()),
                  decision.id());
            });
        told++;
      }
    }
    return told;
  }

  private static String webhook(Decision decision) {
    return decision.remedy() instanceof Remedy.Verify(String webhook) ? webhook : "";
  }

  private static String mark(Decision decision) {
    return "asked-" + decision.id();
  }

  private boolean answers(Decision decision) {
    byte[] body =
        MAPPER.writeValueAsBytes(
            Map.of(
                "decision", decision.id(),
                "account_id", decision.account(),
                "reason", decision.grounds().reason(),
                "until", Instant.ofEpochMilli(decision.term().until()).toString()));
    var request =
        HttpRequest.newBuilder(URI.create(webhook(decision)))
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("idempotency-key", decision.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        LOG.log(Logger.Level.WARNING, "the webhook of verify answers {0}; tried again", status);
      }
      return status / 100 == 2;
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the webhook of verify does not answer; tried again", e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
