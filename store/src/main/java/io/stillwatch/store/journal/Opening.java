// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.nio.file.StandardOpenOption.WRITE;

import io.stillwatch.store.journal.Inspection.Found;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.NavigableMap;

/// What a folder holds when its journal is opened: checked from the first byte to the last, and cut
/// back to the last write that was finished.
///
/// @param segments by first position; one at least
/// @param end where writing goes on
/// @param recovery what was mended
record Opening(NavigableMap<Long, Segment> segments, End end, Recovery recovery) {
  static Opening of(Path folder) throws IOException {
    NavigableMap<Long, Segment> segments = Segment.in(folder);
    if (segments.isEmpty()) {
      Segment.create(folder, 0).close();
      segments.put(0L, Segment.named(folder, 0));
    }
    Segment last = segments.lastEntry().getValue();
    long next = segments.firstKey();
    for (Segment segment : segments.headMap(last.first()).values()) {
      next = next(segment, next, Inspection.inspect(segment, false));
    }
    Found found = Inspection.inspect(last, true);
    next(last, next, found);
    long good = cut(last, found);
    var recovery =
        new Recovery(
            found.next() - segments.firstKey(),
            found.torn(),
            found.torn() > 0 ? last.file().toString() : "");
    return new Opening(segments, new End(found.next(), last.first(), good), recovery);
  }

  private static long next(Segment segment, long expected, Found found) {
    if (segment.first() != expected) {
      throw new DamagedJournal(
          segment.file(),
          0,
          "records %,d to %,d are missing before it".formatted(expected, segment.first() - 1));
    }
    return found.next();
  }

  private static long cut(Segment last, Found found) throws IOException {
    if (found.torn() == 0 && found.good() > 0) {
      return found.good();
    }
    try (FileChannel channel = FileChannel.open(last.file(), WRITE)) {
      channel.truncate(found.good());
      if (found.good() == 0) {
        last.writeHead(channel);
      }
      channel.force(true);
    }
    return Math.max(found.good(), Segment.HEAD);
  }
}
