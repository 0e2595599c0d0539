// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.stillwatch.respond.ReviewCount;
import io.stillwatch.respond.ReviewReport;
import io.stillwatch.server.decide.Calibration;
import io.stillwatch.store.Role;
import io.stillwatch.store.Store;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What reviewers found, beside what was promised.
final class ReviewsRoute {
  private final Store store;
  private final double promised;

  ReviewsRoute(Store store, double promised) {
    this.store = store;
    this.promised = promised;
  }

  void on(Api api) {
    api.get("/v1/reviews/report", Role.INVESTIGATOR, this::report);
  }

  private void report(Who who, ServerRequest request, ServerResponse response) {
    ReviewReport report = store.read(view -> Calibration.report(view, promised));
    Json.send(
        response,
        200,
        Json.map(
            "promised", report.promised(),
            "rules", rows(report, report.rules()),
            "families", rows(report, report.families()),
            "bands", rows(report, report.bands())));
  }

  private static List<Map<String, @Nullable Object>> rows(
      ReviewReport report, List<ReviewCount> counts) {
    return counts.stream()
        .map(
            one ->
                Json.map(
                    "name", one.of(),
                    "reviewed", one.reviewed(),
                    "overturned", one.overturned(),
                    "wrong_at_least", one.wrong().least(),
                    "wrong_at_most", one.wrong().most(),
                    "breaks_promise", report.breaks(one)))
        .toList();
  }
}
