// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// How many records a second a journal takes, and what they cost. Each appender waits until its
/// record is on disk before it brings the next. Run by bench/journal.sh.
public final class JournalBench {
  private static final int BYTES = 300;
  private static final long WARM_UP = 2_000_000_000L;
  private static final long MEASURED = 5_000_000_000L;

  private JournalBench() {}

  /// @param args an empty folder on the disk to be measured
  public static void main(String[] args) throws InterruptedException {
    System.out.println(
        "| appenders | records in one call | records/s | CPU a record | p50 | p99 |");
    System.out.println("|--:|--:|--:|--:|--:|--:|");
    for (int[] load : new int[][] {{1, 1}, {16, 1}, {256, 1}, {1, 100}, {16, 100}}) {
      String name = load[0] + "-" + load[1];
      try (Journal journal = Journal.open(Path.of(args[0]).resolve(name), JournalConfig.DEFAULT)) {
        measure(journal, load[0], load[1]);
      }
    }
  }

  private static void measure(Journal journal, int appenders, int records)
      throws InterruptedException {
    long[] times = new long[1 << 20];
    var count = new LongAdder();
    long begin = System.nanoTime() + WARM_UP;
    long end = begin + MEASURED;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < appenders; i++) {
      threads.add(
          Thread.startVirtualThread(() -> append(journal, records, begin, end, count, times)));
    }
    Thread.sleep(WARM_UP / 1_000_000);
    long cpu = cpu();
    for (Thread thread : threads) {
      thread.join();
    }
    cpu = cpu() - cpu;
    long calls = count.sum();
    long[] sorted = Arrays.copyOf(times, (int) Math.min(calls, times.length));
    Arrays.sort(sorted);
    double all = (double) calls * records;
    System.out.printf(
        "| %d | %d | %,.0f | %.1f µs | %.2f ms | %.2f ms |%n",
        appenders,
        records,
        all * 1e9 / MEASURED,
        cpu / 1e3 / all,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.99)] / 1e6);
  }

  private static void append(
      Journal journal, int records, long begin, long end, LongAdder count, long[] times) {
    List<byte[]> call = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      call.add(new byte[BYTES]);
    }
    for (long before = System.nanoTime(); before < end; ) {
      journal.append(call).join();
      long after = System.nanoTime();
      if (before >= begin && after < end) {
        count.increment();
        times[(int) (count.sum() % times.length)] = after - before;
      }
      before = after;
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
