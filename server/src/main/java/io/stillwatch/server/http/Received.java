// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Warning;
import io.stillwatch.server.live.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the lines of one request.
final class Received {
  /// Lines that are named one by one.
  private static final int NAMED_MOST = 100;

  private long taken;
  private long rejected;
  private long skipped;
  private long late;
  private final List<Map<String, @Nullable Object>> named = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /// @param older exchanges of it whose time is closed
  void add(Batch batch, int count, long older) {
    taken += count;
    late += older;
    skipped += batch.skipped();
    rejected += batch.rejected().size();
    for (Rejected one : batch.rejected()) {
      if (named.size() < NAMED_MOST) {
        named.add(Json.map("line", one.place().line(), "rule", one.rule(), "reason", one.reason()));
      }
    }
  }

  void warn(Warning warning) {
    warnings.add("the body broke off at byte " + warning.offset() + ": " + warning.reason());
  }

  long taken() {
    return taken;
  }

  Map<String, @Nullable Object> json() {
    return Json.map(
        "taken",
        taken,
        "rejected",
        rejected,
        "skipped",
        skipped,
        "late",
        late,
        "rejections",
        named,
        "warnings",
        warnings);
  }
}
