// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch disk = new CountDownLatch(1);
  private final GroupCommit<Integer, String> group = new GroupCommit<>(10, n -> n, this::write);

  /// The first write takes until the disk is there; 7 cannot be written.
  private List<String> write(List<Integer> together) {
    written.add(together);
    if (together.contains(0)) {
      try {
        disk.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (together.contains(7)) {
      throw new IllegalArgumentException("seven");
    }
    return together.stream().map(n -> "wrote " + n).toList();
  }

  private List<Future<String>> handIn(ExecutorService threads, int... changes) {
    var all = new ArrayList<Future<String>>();
    for (int change : changes) {
      all.add(threads.submit(() -> group.write(change)));
      while (group.callers() < all.size() || written.isEmpty()) { // the first is at the disk
        Thread.onSpinWait();
      }
    }
    return all;
  }

  @Test
  void whatComesWhileTheDiskWorksIsWrittenTogetherInTheOrderInWhichItCame() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = handIn(threads, 0, 1, 2, 3);
      disk.countDown();
      for (int change : List.of(0, 1, 2, 3)) {
        assertThat(all.get(change).get()).isEqualTo("wrote " + change);
      }
    }
    assertThat(written).containsExactly(List.of(0), List.of(1, 2, 3));
  }

  @Test
  void whatIsTooMuchForOneTransactionIsWrittenInSeveral() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = handIn(threads, 0, 4, 5, 6, 20, 1);
      disk.countDown();
      for (Future<String> one : all) {
        assertThat(one.get()).startsWith("wrote");
      }
    }
    assertThat(written)
        .containsExactly(List.of(0), List.of(4, 5), List.of(6), List.of(20), List.of(1));
  }

  @Test
  void oneThatCannotBeWrittenHarmsNoOther() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = handIn(threads, 0, 1, 7, 2);
      disk.countDown();
      assertThat(all.get(1).get()).isEqualTo("wrote 1");
      assertThatThrownBy(all.get(2)::get).hasRootCauseMessage("seven");
      assertThat(all.get(3).get()).isEqualTo("wrote 2");
    }
    assertThat(written.subList(0, 2)).containsExactly(List.of(0), List.of(1, 7, 2));
    assertThat(written.subList(2, 5)).containsExactlyInAnyOrder(List.of(1), List.of(7), List.of(2));
  }

  @Test
  void aFailureOfOneAloneIsItsOwnAndIsNotTriedAgain() {
    assertThatThrownBy(() -> group.write(7)).hasMessage("seven");
    assertThat(written).containsExactly(List.of(7));
    assertThat(IntStream.range(1, 4).mapToObj(group::write))
        .containsExactly("wrote 1", "wrote 2", "wrote 3");
  }

  @Test
  void aChangeInsideAChangeIsRefusedAndDoesNotWaitForItself() {
    var nested = new ArrayList<GroupCommit<Integer, String>>();
    nested.add(new GroupCommit<>(10, n -> n, some -> List.of(nested.getFirst().write(1))));
    assertThatThrownBy(() -> nested.getFirst().write(2)).hasMessageContaining("no other change");
  }
}
