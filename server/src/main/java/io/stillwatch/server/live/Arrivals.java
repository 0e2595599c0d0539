// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.stats.Seen;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Which records of a journal detection takes: each observation once, and none that comes when its
/// time is closed. Follows from the records alone. For one thread.
final class Arrivals {
  private final Seen seen;
  private long horizon = Kept.NONE;
  private long fresh;
  private long repeated;
  private long late;

  /// @param ids how many of the last ids are known at least
  Arrivals(int ids) {
    seen = new Seen(ids);
  }

  /// What of a record is taken, as detection is to see it.
  Optional<Message> take(Kept kept) {
    horizon = Math.max(horizon, kept.horizon());
    return kept.observation().flatMap(this::take);
  }

  private Optional<Message> take(Message message) {
    boolean signup = Detection.isSignup(message);
    if (!seen.add(signup ? ~message.tie() : message.tie())) {
      repeated++;
    } else if (signup || message.at() > horizon) {
      fresh++;
      return Optional.of(signup ? known(message) : message);
    } else {
      late++;
    }
    return Optional.empty();
  }

  /// A signup is known from now on, however long ago it was.
  private Message known(Message signup) {
    return horizon == Kept.NONE ? signup : Detection.resumed(signup, horizon + 1);
  }

  /// Event time of which nothing more is waited for.
  long horizon() {
    return horizon;
  }

  long fresh() {
    return fresh;
  }

  long repeated() {
    return repeated;
  }

  long late() {
    return late;
  }

  void writeCounts(DataOutput out) throws IOException {
    out.writeLong(horizon);
    out.writeLong(fresh);
    out.writeLong(repeated);
    out.writeLong(late);
  }

  void readCounts(DataInput in) throws IOException {
    horizon = in.readLong();
    fresh = in.readLong();
    repeated = in.readLong();
    late = in.readLong();
  }

  void writeSeen(DataOutput out) throws IOException {
    seen.write(out);
  }

  void readSeen(DataInput in) throws IOException {
    seen.read(in);
  }
}
