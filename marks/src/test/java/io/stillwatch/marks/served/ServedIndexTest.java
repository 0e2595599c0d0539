// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedIndexTest {
  private static final Mark MARK = new VllmGumbel(2).under(Key.of("k", 42));

  @TempDir private Path folder;

  @Test
  void whatWasServedStandsThereAndLittleElse() {
    ServedIndex index = ServedIndex.of(MARK, 100_000);
    var draw = new Draw(1);
    int[] reply = random(draw, 50_000);
    index.add(reply);

    assertThat(IntStream.rangeClosed(2, reply.length).allMatch(end -> index.holds(reply, end)))
        .isTrue();
    int[] other = random(draw, 50_000);
    long wrong =
        IntStream.rangeClosed(2, other.length).filter(end -> index.holds(other, end)).count();
    assertThat(wrong / 50_000.0).isLessThan(2 * ServedIndex.FALSE_POSITIVES);
    assertThat(index.contexts()).isBetween(49_000L, 50_000L);
    assertThat(index.holds(reply, 1)).isFalse();
  }

  @Test
  void whatFindsNoRoomIsCounted() {
    ServedIndex index = ServedIndex.of(MARK, 1_000);
    index.add(random(new Draw(1), 3_002));

    assertThat(index.contexts()).isEqualTo(1_000);
    assertThat(index.leftOut()).isBetween(1_900L, 2_001L);
  }

  @Test
  void aFileComesBackAsItWas() throws IOException {
    ServedIndex index = ServedIndex.of(MARK, 1_000);
    int[] reply = random(new Draw(1), 300);
    index.add(reply);
    Path file = folder.resolve("k.served");
    index.write(file);
    index.write(file);

    ServedIndex again = ServedIndex.read(file, MARK);

    assertThat(again.contexts()).isEqualTo(index.contexts());
    assertThat(again.holds(reply, 200)).isTrue();
    assertThat(folder).isDirectoryContaining(path -> path.endsWith("k.served"));
    assertThat(folder.resolve("k.served.part")).doesNotExist();
  }

  @Test
  void anotherKeyOrWindowReadsNothing() throws IOException {
    Path file = folder.resolve("k.served");
    ServedIndex.of(MARK, 1_000).write(file);

    for (Mark other :
        new Mark[] {
          new VllmGumbel(2).under(Key.of("k", 43)), new VllmGumbel(1).under(Key.of("k", 42))
        }) {
      assertThatThrownBy(() -> ServedIndex.read(file, other))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another key, profile or window");
    }
  }

  @Test
  void damageIsNamed() throws IOException {
    Path file = folder.resolve("k.served");
    ServedIndex.of(MARK, 1_000).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 60, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ServedIndex.read(file, MARK)).isInstanceOf(IOException.class);
    }
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(file, flipped);
    assertThatThrownBy(() -> ServedIndex.read(file, MARK)).hasMessageContaining("damaged");
  }

  @Test
  void aFileThatPromisesMoreThanItHoldsTakesNoMemory() throws IOException {
    Path file = folder.resolve("k.served");
    ServedIndex.of(MARK, 1_000).write(file);
    byte[] whole = Files.readAllBytes(file);
    int room = "stillwatch-served 1".length() + 2 + 32 + 2 + Integer.BYTES;
    whole[room] = 0x7F;
    Files.write(file, whole);

    assertThatThrownBy(() -> ServedIndex.read(file, MARK)).hasMessageContaining("cut short");
  }

  @Test
  void gatewaysAreMergedOfOneKeyOnly() {
    ServedIndex one = ServedIndex.of(MARK, 10_000);
    ServedIndex two = ServedIndex.of(MARK, 10_000);
    int[] first = random(new Draw(1), 1_000);
    int[] second = random(new Draw(2), 1_000);
    one.add(first);
    two.add(second);

    one.merge(two);

    assertThat(one.holds(first, 500)).isTrue();
    assertThat(one.holds(second, 500)).isTrue();
    assertThat(one.contexts()).isBetween(1_900L, 2_100L);
    ServedIndex other = ServedIndex.of(new VllmGumbel(2).under(Key.of("k", 43)), 10_000);
    assertThatThrownBy(() -> one.merge(other)).hasMessageContaining("under one key");
  }

  /// Who has the file and not the key can test no text.
  @Test
  void hashesOfOneTextUnderTwoKeysHaveNothingInCommon() {
    int[] reply = random(new Draw(1), 500);
    var one = new ContextHash(MARK);
    var other = new ContextHash(new VllmGumbel(2).under(Key.of("k", 43)));

    double common =
        IntStream.rangeClosed(2, 500)
            .map(end -> Long.bitCount(one.of(reply, end) ^ other.of(reply, end)))
            .average()
            .orElseThrow();

    assertThat(common).isBetween(30.0, 34.0);
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  private static int[] random(Draw draw, int length) {
    return IntStream.generate(() -> draw.nextInt(30_000)).limit(length).toArray();
  }
}
