// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.server.live.Watching;
import java.util.function.BooleanSupplier;

/// Whether the server lives, and whether it is ready: the first says restart me, the second send me
/// nothing yet.
final class Health {
  private final Watching watch;
  private final BooleanSupplier keeps;

  /// @param keeps whether the database answers
  Health(Watching watch, BooleanSupplier keeps) {
    this.watch = watch;
    this.keeps = keeps;
  }

  void live(ServerRequest request, ServerResponse response) {
    boolean detects = watch.failure().isEmpty();
    Json.send(response, detects ? 200 : 503, Json.map("live", detects));
  }

  void ready(ServerRequest request, ServerResponse response) {
    boolean detects = watch.failure().isEmpty();
    boolean answers = keeps.getAsBoolean();
    Json.send(
        response,
        detects && answers ? 200 : 503,
        Json.map("detection", detects, "database", answers, "behind", watch.behind()));
  }
}
