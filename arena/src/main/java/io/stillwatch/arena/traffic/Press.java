// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/// Brings the pages of all districts into one order of time, and packs them: `exchanges.jsonl.gz`,
/// then `exchanges-2.jsonl.gz` and so on. The truth about requests goes to `labels`, in the same
/// order.
final class Press implements Closeable {
  private static final int FILE_ROWS = 2_000_000;
  private static final String REQUESTS = "requests.csv.gz";
  private static final byte[] HEADER =
      "request_id,account_id,campaign_id,harvest\n".getBytes(StandardCharsets.US_ASCII);

  private final Path folder;
  private final LongConsumer progress;
  private final OutputStream truth;
  private OutputStream file;
  private boolean fresh = true;
  private long count;

  Press(Path folder, LongConsumer progress) throws IOException {
    this.folder = folder;
    this.progress = progress;
    this.truth = packed(Files.createDirectories(folder.resolve("labels")).resolve(REQUESTS));
    this.truth.write(HEADER);
    this.file = next("exchanges.jsonl.gz");
  }

  private OutputStream next(String name) throws IOException {
    return packed(folder.resolve(name));
  }

  private static OutputStream packed(Path path) throws IOException {
    return new BufferedOutputStream(new FastGzip(Files.newOutputStream(path)), 1 << 16);
  }

  /// Writes pages of the same span of time; of lines of the same moment that of the earlier page
  /// comes first.
  void print(List<Page> pages) throws IOException {
    int[] at = new int[pages.size()];
    for (int first = first(pages, at); first >= 0; first = first(pages, at)) {
      if (!fresh) {
        file.write('\n');
      }
      fresh = false;
      pages.get(first).copy(at[first], file);
      pages.get(first).copyTruth(at[first]++, truth);
      count++;
      if (count % FILE_ROWS == 0) {
        file.close();
        file = next("exchanges-" + (count / FILE_ROWS + 1) + ".jsonl.gz");
        fresh = true;
      }
    }
    progress.accept(count);
  }

  /// The page whose next line is the earliest; below 0 when all are read.
  private static int first(List<Page> pages, int... at) {
    int first = -1;
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < at.length; i++) {
      long moment = pages.get(i).moment(at[i]);
      if (moment < earliest) {
        first = i;
        earliest = moment;
      }
    }
    return first;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    try (truth) {
      file.close();
    }
  }
}
