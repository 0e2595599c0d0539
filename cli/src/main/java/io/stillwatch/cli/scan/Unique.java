// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.stats.Seen;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Passes each request id once, and each account's signup once; the earliest stays. Remembers
/// between 8 and 16 million ids, so memory is bounded and a replay within that distance is caught.
final class Unique implements Iterator<Message> {
  private static final int GENERATION = 8 << 20;

  private final Iterator<Message> source;
  private final long total;
  private final Progress progress;
  private final Seen seen;
  private final Era era;
  private long late;
  private long far;
  private @Nullable Message next;
  private long passed;
  private long duplicates;
  private long signupDuplicates;

  /// @param era what is not of it is left out, and counted
  Unique(Iterator<Message> source, long total, Progress progress, Seen seen, Era era) {
    this.seen = seen;
    this.era = era;
    this.source = source;
    this.total = total;
    this.progress = progress;
    advance();
  }

  /// Room for the ids of the last 8 to 16 million messages.
  static Seen nothingSeen() {
    return new Seen(GENERATION);
  }

  /// Exchanges that were there already.
  long duplicates() {
    return duplicates;
  }

  /// Exchanges of a time that an earlier scan had already closed.
  long late() {
    return late;
  }

  /// Exchanges of a time that is far from all the rest.
  long far() {
    return far;
  }

  /// What was taken in.
  Era era() {
    return era;
  }

  /// Signups of accounts that had one already.
  long signupDuplicates() {
    return signupDuplicates;
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Message next() {
    Message message = next;
    if (message == null) {
      throw new NoSuchElementException();
    }
    advance();
    if ((++passed & 0x3FFF) == 0) {
      progress.update(passed, total, passed);
    }
    return message;
  }

  private void advance() {
    next = null;
    while (next == null && source.hasNext()) {
      Message message = source.next();
      boolean signup = Detection.isSignup(message);
      if (!signup && era.late(message.at())) {
        late++;
      } else if (!signup && era.far(message.at())) {
        far++;
      } else if (seen.add(signup ? ~message.tie() : message.tie())) {
        next = era.goesOn() ? Detection.resumed(message, era.closed()) : message;
      } else if (signup) {
        signupDuplicates++;
      } else {
        duplicates++;
      }
    }
  }
}
