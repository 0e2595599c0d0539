// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.drill;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Pause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Looks at a server over and over, as people and gateways do, and notes when they see what. Runs
/// on a thread of its own until [#finish].
final class DrillObserver implements AutoCloseable {
  /// Milliseconds between two looks.
  private static final long PAUSE = 20;

  /// Looks after the end at decisions that are not yet in force.
  private static final int LAST_LOOKS = 250;

  /// A live decision above `watch`.
  ///
  /// @param at event time of the judgement, milliseconds since 1970 UTC
  /// @param from event time from which it is in force
  record Decided(String id, String account, String campaign, long at, long from) {}

  /// What one judgement decided about one group, by one of its accounts.
  ///
  /// @param shown when the group and the decision could be read, of [System#nanoTime]
  /// @param enforced when a gateway was told to refuse the account; empty when that was not seen
  record Sight(Decided decided, long shown, OptionalLong enforced) {}

  private final DrillClient server;
  private final Map<String, Decided> decisions = new HashMap<>();
  private final Map<String, Sight> sights = new LinkedHashMap<>();
  private final List<String> waiting = new ArrayList<>();
  private final CompletableFuture<Void> watching;
  private JsonNode findings = MissingNode.getInstance();
  private long behind;
  private volatile boolean stopped;

  private DrillObserver(DrillClient server) {
    this.server = server;
    watching = new CompletableFuture<>();
  }

  static DrillObserver start(DrillClient server) {
    var observer = new DrillObserver(server);
    Thread.ofPlatform().name("observer").daemon().start(observer::run);
    return observer;
  }

  private void run() {
    try {
      while (!stopped) {
        look();
        Pause.of(PAUSE);
      }
      watching.complete(null);
    } catch (RuntimeException | Error e) {
      watching.completeExceptionally(e);
    }
  }

  private void look() {
    behind = Math.max(behind, server.get("/health/ready").path("behind").asLong());
    JsonNode now = server.get("/v1/campaigns");
    if (!now.equals(findings)) {
      findings = now;
      readDecisions();
    }
    waiting.removeIf(this::isEnforced);
  }

  /// The newest come first.
  private void readDecisions() {
    boolean more = true;
    for (String before = ""; more; ) {
      JsonNode page = server.get("/v1/decisions?limit=200" + before);
      long shown = System.nanoTime();
      int known = decisions.size();
      page.path("decisions").forEach(one -> take(one, shown));
      before = "&before=" + page.path("next").asLong();
      more = decisions.size() > known && !page.path("next").isNull();
    }
  }

  private void take(JsonNode one, long shown) {
    boolean watched = one.path("remedy").path("rung").asString().equals("watch");
    if (watched || !one.path("mode").asString().equals("live")) {
      return;
    }
    var decided =
        new Decided(
            one.path("id").asString(),
            one.path("account_id").asString(),
            one.path("campaign_id").asString(),
            Instant.parse(one.path("at").asString()).toEpochMilli(),
            Instant.parse(one.path("from").asString()).toEpochMilli());
    String judgement = decided.campaign() + " " + decided.at();
    if (decisions.put(decided.id(), decided) == null && !sights.containsKey(judgement)) {
      sights.put(judgement, new Sight(decided, shown, OptionalLong.empty()));
      waiting.add(judgement);
    }
  }

  private boolean isEnforced(String judgement) {
    Sight sight = sights.get(judgement);
    if (sight == null) {
      return true;
    }
    JsonNode answer = server.check(sight.decided().account());
    boolean refused = answer.path("decision").asString("").equals(sight.decided().id());
    if (refused) {
      var now = OptionalLong.of(System.nanoTime());
      sights.put(judgement, new Sight(sight.decided(), sight.shown(), now));
    }
    return refused;
  }

  /// Looks a last time, when the server has judged all that it can.
  void finish() {
    stopped = true;
    try {
      watching.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Failure failure ? failure : e;
    }
    look();
    for (int n = 0; n < LAST_LOOKS && !waiting.isEmpty(); n++) {
      Pause.of(PAUSE);
      look();
    }
  }

  /// All live decisions above `watch`, ended ones included.
  Collection<Decided> decisions() {
    return decisions.values();
  }

  /// One for each judgement and group.
  Collection<Sight> sights() {
    return sights.values();
  }

  /// The most records that were seen waiting for detection.
  long behind() {
    return behind;
  }

  @Override
  public void close() {
    stopped = true;
    watching.handle((done, failed) -> 0).join();
  }
}
