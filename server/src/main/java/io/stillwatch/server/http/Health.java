// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.decide.Rounds.Waits;
import io.stillwatch.server.live.Feed;
import io.stillwatch.server.live.Watching;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether the server lives, and whether it is ready: the first says restart me, the second send me
/// nothing yet.
final class Health {
  private final Watching watch;
  private final List<Feed> feeds;
  private final Supplier<Waits> waits;
  private final BooleanSupplier keeps;

  /// @param waits whether a judgement waits for the database
  /// @param keeps whether the database answers
  Health(Watching watch, List<Feed> feeds, Supplier<Waits> waits, BooleanSupplier keeps) {
    this.watch = watch;
    this.feeds = List.copyOf(feeds);
    this.waits = waits;
    this.keeps = keeps;
  }

  void live(ServerRequest request, ServerResponse response) {
    boolean detects = watch.failure().isEmpty();
    Json.send(response, detects ? 200 : 503, Json.map("live", detects));
  }

  void ready(ServerRequest request, ServerResponse response) {
    boolean detects = watch.failure().isEmpty();
    boolean answers = keeps.getAsBoolean();
    Waits waiting = waits.get();
    boolean fed = feeds.stream().noneMatch(feed -> feed.state() == Feed.State.ENDED);
    Json.send(
        response,
        detects && answers && fed && waiting == Waits.NOT ? 200 : 503,
        Json.map(
            "detection",
            detects,
            "database",
            answers,
            "judgements_wait",
            word(waiting).replace('_', '-'),
            "feeds",
            feeds(),
            "behind",
            watch.behind()));
  }

  private Map<String, String> feeds() {
    var states = new TreeMap<String, String>();
    feeds.forEach(feed -> states.put(feed.name(), word(feed.state())));
    return states;
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
