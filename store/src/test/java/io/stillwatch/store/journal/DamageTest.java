// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import static io.stillwatch.store.journal.JournalTest.all;
import static io.stillwatch.store.journal.JournalTest.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is cut off or flipped: either all that is left is a beginning of what was written, and
/// only the last write may be missing; or the journal says where it is damaged and changes nothing.
class DamageTest {
  private static final JournalConfig SMALL = new JournalConfig(600, 200, 10_000);
  private static final int CALLS = 40;

  @TempDir private Path folder;
  private final List<String> written = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private List<Path> segments = List.of();

  @BeforeEach
  void write() throws IOException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      for (int i = 0; i < CALLS; i++) {
        List<String> call = List.of("call " + i, "S SWJF SWJF " + "x".repeat(i % 7));
        written.addAll(call);
        journal.append(records(call.toArray(String[]::new))).join();
        try (var files = Files.list(folder)) {
          segments = files.filter(f -> f.toString().endsWith(".journal")).sorted().toList();
        }
        ends.add(Files.size(segments.getLast()));
      }
    }
    assertThat(segments).hasSizeGreaterThan(3);
  }

  @Test
  void aCutOfTheLastSegmentLosesOnlyWhatItCut() throws IOException {
    byte[] whole = Files.readAllBytes(segments.getLast());
    long first = Segment.in(folder).lastKey();
    for (int length = 0; length < whole.length; length++) {
      Files.write(segments.getLast(), java.util.Arrays.copyOf(whole, length));
      long left = first;
      for (int call = (int) first / 2; call < CALLS && ends.get(call) <= length; call++) {
        left += 2;
      }
      try (Journal journal = Journal.open(folder, SMALL)) {
        assertThat(journal.end()).as("cut at %d", length).isEqualTo(left);
        assertThat(all(journal)).isEqualTo(written.subList(0, (int) left));
        assertThat(journal.append(records("more")).join()).isEqualTo(left + 1);
      }
      try (Journal journal = Journal.open(folder, SMALL)) {
        assertThat(journal.recovery().cutBytes()).isZero();
        assertThat(all(journal)).endsWith("more").hasSize((int) left + 1);
      }
    }
  }

  @Test
  void theCutIsSaid() throws IOException {
    byte[] whole = Files.readAllBytes(segments.getLast());
    Files.write(segments.getLast(), java.util.Arrays.copyOf(whole, whole.length - 1));

    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(journal.recovery().cutBytes()).isGreaterThan(Frame.HEAD);
      assertThat(journal.recovery().file()).isEqualTo(segments.getLast().toString());
      assertThat(journal.recovery().records()).isEqualTo(2 * CALLS - 2);
    }
  }

  @Test
  void aFlippedBitIsNeverReadAsARecord() throws IOException {
    long seed = 5;
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      Path file = segments.get(random.nextInt(segments.size()));
      byte[] before = Files.readAllBytes(file);
      int at = random.nextInt(before.length);
      byte[] after = before.clone();
      after[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, after);
      String where = "seed %d, round %d: %s at %d".formatted(seed, round, file, at);
      long lastFrame = ends.get(CALLS - 2);
      if (file.equals(segments.getLast()) && at >= lastFrame) {
        openWithoutTheLastCall(where);
      } else {
        refuse(file, where);
        assertThat(Files.readAllBytes(file)).as(where).isEqualTo(after);
      }
      Files.write(file, before);
    }
  }

  private void openWithoutTheLastCall(String where) {
    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(all(journal)).as(where).isEqualTo(written.subList(0, written.size() - 2));
      assertThat(journal.recovery().cutBytes()).as(where).isPositive();
    }
  }

  private void refuse(Path file, String where) {
    try (Journal journal = Journal.open(folder, SMALL)) {
      fail(where + " was opened with " + journal.end() + " records");
    } catch (DamagedJournal e) {
      assertThat(e).as(where).hasMessageContaining(file.toString()).hasMessageContaining("at byte");
    }
  }

  @Test
  void aCutOfAnEarlierSegmentIsDamage() throws IOException {
    try (FileChannel file = FileChannel.open(segments.get(1), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 1);
    }

    assertThatThrownBy(() -> Journal.open(folder, SMALL))
        .isInstanceOf(DamagedJournal.class)
        .hasMessageContaining(segments.get(1).toString())
        .hasMessageContaining("Put this file back from a backup");
  }

  @Test
  void aMissingSegmentIsNoticed() throws IOException {
    Files.delete(segments.get(1));

    assertThatThrownBy(() -> Journal.open(folder, SMALL))
        .isInstanceOf(DamagedJournal.class)
        .hasMessageContaining("are missing before it");
  }

  @Test
  void aWayOutIsToGoOnWithoutTheRest() throws IOException {
    Files.write(segments.get(2), new byte[] {1, 2, 3});
    for (Path file : segments.subList(2, segments.size())) {
      Files.delete(file);
    }

    try (Journal journal = Journal.open(folder, SMALL)) {
      assertThat(all(journal)).isNotEmpty().isEqualTo(written.subList(0, (int) journal.end()));
    }
  }

  @Test
  void aSegmentOfALaterFormIsRefusedByName() throws IOException {
    try (FileChannel file = FileChannel.open(segments.getFirst(), StandardOpenOption.WRITE)) {
      var head = ByteBuffer.wrap(Files.readAllBytes(segments.getFirst())).limit(Segment.HEAD);
      head.putInt(8, 2);
      var sum = new java.util.zip.CRC32C();
      sum.update(head.duplicate().limit(20));
      head.putInt(20, (int) sum.getValue());
      file.write(head, 0);
    }

    assertThatThrownBy(() -> Journal.open(folder, SMALL)).hasMessageContaining("is of form 2");
  }

  @Test
  void aDamagedRecordIsNotHandedToAReader() throws IOException {
    try (Journal journal = Journal.open(folder, SMALL)) {
      Path file = segments.get(1);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.write(file, bytes);

      assertThatThrownBy(() -> all(journal)).isInstanceOf(DamagedJournal.class);
    }
  }
}
