// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import io.stillwatch.share.door.Keep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// How many evaluations each peer may have: what it needs in a month, and not more at once than it
/// needs in a busy hour. Whoever would try out all telephone numbers runs into both, and every
/// evaluation is counted on disk before it is made. Inputs are never known here.
public final class Quotas {
  /// Identifiers of one signup: mail, phone, payment and address, as a rule.
  public static final int PER_SIGNUP = 4;

  private static final int KEPT_MONTHS = 13;

  private final Keep keep;
  private final Map<String, Long> monthly;
  private final InstantSource clock;
  private final Map<String, Pace> paces = new ConcurrentHashMap<>();

  /// @param signups that each peer expects in a month, by its name
  public Quotas(Keep keep, Map<String, Long> signups, InstantSource clock) {
    this.keep = keep;
    this.monthly = Map.copyOf(signups);
    this.clock = clock;
    keep.table(
        "share_quota (peer text not null, month text not null, used bigint not null,"
            + " primary key (peer, month))");
  }

  /// What a peer has had of what it may have this month.
  public record Usage(long used, long limit) {}

  public Usage usage(String peer) {
    long used =
        keep.read(
            handle ->
                handle
                    .createQuery(
                        "select used from share_quota where peer = :peer and month = :month")
                    .bind("peer", peer)
                    .bind("month", month().toString())
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L));
    return new Usage(used, limit(peer));
  }

  /// Counts evaluations before they are made.
  ///
  /// @throws Denied when they are more than are left, now or this month
  void take(String peer, int evaluations) {
    Instant now = clock.instant();
    paces.computeIfAbsent(peer, p -> new Pace(limit(p), now)).take(evaluations, now);
    if (!keep.change(handle -> count(handle, peer, evaluations))) {
      throw new Denied(Duration.between(now, month().next().start()));
    }
  }

  private boolean count(Handle handle, String peer, int evaluations) {
    String month = month().toString();
    int made =
        handle.execute(
            "insert into share_quota (peer, month, used) values (?, ?, 0) on conflict do nothing",
            peer,
            month);
    if (made > 0) {
      forget(handle);
    }
    return handle.execute(
            "update share_quota set used = used + ? where peer = ? and month = ? and used + ? <= ?",
            evaluations,
            peer,
            month,
            evaluations,
            limit(peer))
        == 1;
  }

  private void forget(Handle handle) {
    String oldest = new Epoch(month().month().minusMonths(KEPT_MONTHS)).toString();
    handle.execute("delete from share_quota where month < ?", oldest);
  }

  private Epoch month() {
    return Epoch.at(clock.instant());
  }

  private long limit(String peer) {
    return monthly.getOrDefault(peer, 0L) * PER_SIGNUP;
  }

  /// A bucket that holds a tenth of the month, or one batch, and fills within three hours: a new
  /// epoch begins with all that is still valid, and a thief of a peer's secret gains little by
  /// haste.
  private static final class Pace {
    private static final Duration FILL = Duration.ofHours(3);

    private final double most;
    private double left;
    private Instant at;

    Pace(long limit, Instant now) {
      most = Math.max(limit / 10.0, TokenService.BATCH_MOST);
      left = most;
      at = now;
    }

    synchronized void take(int evaluations, Instant now) {
      double passed = Math.max(0, Duration.between(at, now).toMillis());
      left = Math.min(most, left + most * passed / FILL.toMillis());
      at = now;
      if (evaluations > left) {
        double wait = (evaluations - left) * FILL.toSeconds() / most;
        throw new Denied(Duration.ofSeconds(1 + (long) wait));
      }
      left -= evaluations;
    }
  }
}
