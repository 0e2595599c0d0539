// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.runtime.Mark;
import io.stillwatch.runtime.RunnerContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/// Flink keeps the contract while it crashes at random and goes on from checkpoints, with state on
/// the heap and in RocksDB.
class CrashContractTest extends RunnerContract {
  private static final long DISORDER = 400;

  private final Random random = new Random(11);

  @TempDir private Path folder;

  @Override
  protected List<Mark> run(List<Mark> in) throws Exception {
    var crashes = new TreeSet<Integer>();
    while (crashes.size() < 3) {
      crashes.add(1 + random.nextInt(in.size() - 1));
    }
    var flink =
        new Crashing(
            new FlinkContractTest.Toys(),
            1 + random.nextInt(3),
            random.nextBoolean() ? "hashmap" : "rocksdb",
            DISORDER,
            folder,
            Crashing.When.AT_ONCE);
    var found = flink.<Mark, Mark>run(Local.disordered(in, DISORDER, random), crashes, 2_000);
    var sorted = new ArrayList<>(found.sent());
    sorted.sort(Mark.ORDER);
    return sorted;
  }

  @Override
  protected int times() {
    return 4;
  }
}
