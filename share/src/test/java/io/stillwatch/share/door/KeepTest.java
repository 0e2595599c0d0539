// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepTest {
  @TempDir Path folder;
  private Keep keep;

  @BeforeEach
  void aTable() throws IOException {
    keep = Keep.in(folder);
    keep.table("numbers (n integer not null primary key)");
  }

  private int add(int n) {
    return keep.change(handle -> handle.execute("insert into numbers (n) values (?)", n));
  }

  private int count() {
    return keep.read(
        handle -> handle.createQuery("select count(*) from numbers").mapTo(Integer.class).one());
  }

  @Test
  void manyWritersAtOnceAreWrittenOnceEach() throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = IntStream.range(0, 500).mapToObj(n -> threads.submit(() -> add(n))).toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(1);
      }
    }
    assertThat(count()).isEqualTo(500);
  }

  @Test
  void whoFailsAmongManyFailsAlone() {
    add(7);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 100).forEach(n -> threads.execute(() -> tried(n)));
    }
    assertThat(count()).isEqualTo(100);
    assertThatThrownBy(() -> add(7)).isInstanceOf(Keep.Failed.class);
  }

  private void tried(int n) {
    try {
      add(n);
    } catch (Keep.Failed e) {
      assertThat(n).isEqualTo(7);
    }
  }

  @Test
  void whatIsThrownUndoesAllOfAChange() {
    assertThatThrownBy(
            () ->
                keep.change(
                    handle -> {
                      handle.execute("insert into numbers (n) values (1)");
                      throw new IllegalStateException("stop");
                    }))
        .hasMessage("stop");
    assertThat(count()).isZero();
  }
}
