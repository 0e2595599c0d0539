// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.desk.Drop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalConfig SMALL = new JournalConfig(500, 200, 10_000);

  @TempDir private Path folder;

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  static List<byte[]> records(String... texts) {
    return List.of(texts).stream().map(JournalTest::bytes).toList();
  }

  static List<String> all(Journal journal) {
    List<String> all = new ArrayList<>();
    try (Cursor cursor = journal.read(journal.start())) {
      for (var one = cursor.next(); one.isPresent(); one = cursor.next()) {
        all.add(new String(one.get(), UTF_8));
      }
    }
    return all;
  }

  @Test
  void whatWasAppendedIsThereAfterARestart() {
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.append(records("a", "", "c")).join()).isEqualTo(3);
      assertThat(journal.append(records("d")).join()).isEqualTo(4);
      assertThat(all(journal)).containsExactly("a", "", "c", "d");
    }

    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.recovery()).isEqualTo(new Recovery(4, 0, ""));
      assertThat(all(journal)).containsExactly("a", "", "c", "d");
      assertThat(journal.append(records("e")).join()).isEqualTo(5);
      assertThat(journal.append(List.of()).join()).isEqualTo(5);
    }
  }

  @Test
  void aCursorBeginsAnywhereAndCrossesSegments() throws Exception {
    try (Journal journal = Journal.open(folder, SMALL)) {
      for (int i = 0; i < 100; i++) {
        journal.append(records("record " + i, "and its twin")).join();
      }
      assertThat(segments()).hasSizeGreaterThan(5);
      for (long from : List.of(0L, 1L, 37L, 120L, 199L)) {
        try (Cursor cursor = journal.read(from)) {
          assertThat(cursor.position()).isEqualTo(from);
          String expected = from % 2 == 0 ? "record " + from / 2 : "and its twin";
          assertThat(cursor.next().map(one -> new String(one, UTF_8))).hasValue(expected);
          assertThat(cursor.position()).isEqualTo(from + 1);
        }
      }
      try (Cursor cursor = journal.read(200)) {
        assertThat(cursor.next()).isEmpty();
      }
      assertThatThrownBy(() -> journal.read(201)).hasMessageContaining("0 up to 200");
    }
  }

  @Test
  void aCursorWaitsForWhatIsAppended() throws Exception {
    try (Journal journal = Journal.open(folder, SMALL);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        Cursor cursor = journal.read(0)) {
      assertThat(cursor.await(Duration.ZERO)).isFalse();
      Future<Optional<byte[]>> next =
          threads.submit(
              () -> {
                assertThat(cursor.await(Duration.ofMinutes(1))).isTrue();
                return cursor.next();
              });

      journal.append(records("here")).join();

      assertThat(next.get().map(one -> new String(one, UTF_8))).hasValue("here");
    }
  }

  @Test
  void manyAppendAndManyFollow() throws Exception {
    int writers = 16;
    int each = 200;
    try (Journal journal = Journal.open(folder, new JournalConfig(20_000, 1_000, 1 << 20));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> followers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        followers.add(threads.submit(() -> follow(journal, writers * each * 2)));
      }
      List<Future<?>> appenders = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String name = "w" + w;
        appenders.add(threads.submit(() -> append(journal, name, each)));
      }
      for (Future<?> one : appenders) {
        one.get();
      }
      List<String> first = followers.getFirst().get();
      for (Future<List<String>> one : followers) {
        assertThat(one.get()).isEqualTo(first);
      }
      for (int w = 0; w < writers; w++) {
        String mine = "w" + w + " ";
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < each; i++) {
          expected.addAll(List.of(mine + i, mine + i + " again"));
        }
        assertThat(first.stream().filter(one -> one.startsWith(mine))).isEqualTo(expected);
      }
    }
  }

  private static void append(Journal journal, String name, int each) {
    for (int i = 0; i < each; i++) {
      String text = name + " " + i;
      long after = journal.append(records(text, text + " again")).join();
      try (Cursor cursor = journal.read(after - 2)) {
        assertThat(cursor.next().map(one -> new String(one, UTF_8))).hasValue(text);
      }
    }
  }

  private static List<String> follow(Journal journal, int records) throws InterruptedException {
    List<String> all = new ArrayList<>();
    try (Cursor cursor = journal.read(0)) {
      while (all.size() < records) {
        assertThat(cursor.await(Duration.ofMinutes(1))).isTrue();
        cursor.next().ifPresent(one -> all.add(new String(one, UTF_8)));
      }
    }
    return all;
  }

  @Test
  void whatIsTooMuchIsRefusedAtOnceAndTheRestIsKept() throws Exception {
    try (Journal journal = Journal.open(folder, new JournalConfig(1 << 20, 100, 1_000))) {
      var goOn = new CountDownLatch(1);
      hold(journal, goOn);
      long before = journal.end();
      List<CompletableFuture<Long>> promises = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        promises.add(journal.append(List.of(new byte[96])));
      }
      List<CompletableFuture<Long>> refused =
          promises.stream().filter(CompletableFuture::isCompletedExceptionally).toList();
      assertThat(refused).hasSize(10).isEqualTo(promises.subList(10, 20));
      assertThatThrownBy(() -> refused.getFirst().join())
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(Drop.Full.class)
          .hasMessageContaining("1,000 bytes wait");

      goOn.countDown();
      promises.subList(0, 10).forEach(CompletableFuture::join);

      assertThat(journal.end()).isEqualTo(before + 10);
      assertThat(journal.append(List.of(new byte[96])).join()).isEqualTo(before + 11);
      assertThatThrownBy(() -> journal.append(List.of(new byte[997])).join())
          .hasMessageContaining("takes 1,000 at most");
    }
  }

  /// Keeps the writing thread busy. A promise that was kept before anybody hung on it calls whoever
  /// hangs on it, and not the writer: then it is tried again.
  private static void hold(Journal journal, CountDownLatch goOn) throws InterruptedException {
    Thread caller = Thread.currentThread();
    var held = new CountDownLatch(1);
    var missed = new AtomicBoolean(true);
    while (missed.getAndSet(false)) {
      journal
          .append(records("first"))
          .thenRun(
              () -> {
                if (Thread.currentThread().equals(caller)) {
                  missed.set(true);
                } else {
                  held.countDown();
                  awaitQuietly(goOn);
                }
              });
    }
    held.await();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void droppingDeletesWholeSegmentsAndKeepsPositions() throws Exception {
    try (Journal journal = Journal.open(folder, SMALL)) {
      for (int i = 0; i < 100; i++) {
        journal.append(records("record " + i)).join();
      }
      int before = segments().size();
      journal.drop(50);
      assertThat(segments()).hasSizeLessThan(before);
      assertThat(journal.start()).isBetween(1L, 50L);
      assertThat(all(journal)).hasSize((int) (100 - journal.start())).endsWith("record 99");
      assertThatThrownBy(() -> journal.read(0)).hasMessageContaining("record 0 is not");
      journal.drop(Long.MAX_VALUE);
    }

    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(segments()).hasSize(1);
      assertThat(journal.end()).isEqualTo(100);
      assertThat(journal.append(records("next")).join()).isEqualTo(101);
    }
  }

  @Test
  void whenNoSegmentCanBeBegunAppendsAreRefusedUntilOneCan() throws Exception {
    try (Journal journal = Journal.open(folder, SMALL)) {
      long after = 0;
      while (Files.size(segments().getLast()) < SMALL.segmentBytes()) {
        after = journal.append(records("record", "and another")).join();
      }
      Path inTheWay = Files.createDirectory(Segment.named(folder, after).file());
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> journal.append(records("refused")).join())
            .hasCauseInstanceOf(JournalFailed.class)
            .hasMessageContaining("cannot be written");
      }
      Files.delete(inTheWay);

      assertThat(journal.append(records("taken")).join()).isEqualTo(after + 1);
      assertThat(all(journal)).hasSize((int) after + 1).endsWith("taken").doesNotContain("refused");
      assertThat(segments()).hasSize(2);
    }
  }

  @Test
  void aNewFolderIsClosedToOthers() throws Exception {
    Path deep = folder.resolve("data/journal");
    Journal.open(deep, SMALL).close();

    assertThat(Files.getPosixFilePermissions(deep))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void aFolderHasOneJournalAtATime() {
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.end()).isZero();
      assertThatThrownBy(() -> Journal.open(folder, SMALL))
          .isInstanceOf(JournalInUse.class)
          .hasMessageContaining(folder.toString());
    }
    Journal.open(folder, SMALL).close();
  }

  @Test
  void aClosedJournalTakesNothingAndHasWrittenWhatWaited() {
    Journal journal = Journal.open(folder, SMALL);
    List<CompletableFuture<Long>> promises = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      promises.add(journal.append(records("record " + i)));
    }
    journal.close();
    journal.close();

    promises.forEach(promise -> assertThat(promise).isCompleted());
    assertThatThrownBy(() -> journal.append(records("late")).join()).hasMessageContaining("closed");
    try (Journal again = Journal.open(folder, SMALL)) {
      assertThat(again.end()).isEqualTo(50);
    }
  }

  @Test
  void anAcknowledgedRecordCanBeReadAtOnce() {
    try (Journal journal = Journal.open(folder, SMALL)) {
      Optional<byte[]> seen =
          journal
              .append(records("now"))
              .thenApply(
                  after -> {
                    try (Cursor cursor = journal.read(after - 1)) {
                      return cursor.next();
                    }
                  })
              .join();
      assertThat(seen).hasValueSatisfying(one -> assertThat(one).isEqualTo(bytes("now")));
    }
  }

  private List<Path> segments() throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    }
  }
}
