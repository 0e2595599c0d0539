// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong();
  private final Patience patience = new Patience(now::get);

  /// Bytes that each take so many seconds to come.
  private DataReader slow(long seconds, int... sizes) {
    var left = new ArrayDeque<byte[]>();
    for (int size : sizes) {
      left.add(new byte[size]);
    }
    return patience.reading(
        DataReader.create(
            () -> {
              now.addAndGet(seconds * SECOND);
              return left.poll();
            }));
  }

  @Test
  void waitingForBytesAddsUpUntilTheNextRequest() {
    DataReader reader = slow(3, 1, 1, 1);
    for (int i = 0; i < 2; i++) {
      reader.read();
    }
    assertThat(patience.used()).isBetween(Duration.ofMillis(5_999), Duration.ofSeconds(6));
    patience.begin();
    assertThat(patience.used()).isZero();
    reader.read();
    assertThat(patience.used()).isBetween(Duration.ofMillis(2_999), Duration.ofSeconds(3));
  }

  @Test
  void whileItWaitsTheClockIsSeenToGoOn() {
    var seen = new AtomicLong();
    DataReader reader =
        patience.reading(
            DataReader.create(
                () -> {
                  now.addAndGet(7 * SECOND);
                  seen.set(patience.used().toSeconds());
                  return new byte[1];
                }));
    reader.read();
    assertThat(seen).hasValue(7);
  }

  @Test
  void whatTheServerTakesItselfDoesNotCount() {
    DataReader reader = slow(0, 1, 1);
    reader.read();
    now.addAndGet(100 * SECOND);
    reader.read();
    assertThat(patience.used()).isZero();
  }

  @Test
  void whoSendsSlowlyButSteadilyMayGoOn() {
    DataReader reader = slow(1, 10_000, 10_000, 10_000, 10_000);
    for (int i = 0; i < 4; i++) {
      reader.readBytes(10_000);
      assertThat(patience.used()).isZero();
    }
  }

  @Test
  void theEndOfTheBytesIsTheEnd() {
    DataReader reader = slow(1, 1);
    reader.read();
    org.assertj.core.api.Assertions.assertThatThrownBy(reader::read)
        .isInstanceOf(DataReader.InsufficientDataAvailableException.class);
  }

  @Test
  void waitingForRoomToWriteCountsAsWell() {
    var slow = new Slow(now);
    DataWriter writer = patience.writing(slow);
    writer.writeNow(BufferData.create("abc"));
    writer.write(BufferData.create("d"), BufferData.create("ef"));
    assertThat(patience.used()).isBetween(Duration.ofMillis(7_990), Duration.ofSeconds(8));
    assertThat(slow.said).hasToString("abcdef");
  }

  private record Slow(AtomicLong now, StringBuilder said) implements DataWriter {
    Slow(AtomicLong now) {
      this(now, new StringBuilder());
    }

    @Override
    public void write(BufferData... buffers) {
      List.of(buffers).forEach(this::write);
    }

    @Override
    public void write(BufferData buffer) {
      now.addAndGet(4 * SECOND);
      said.append(buffer.readString(buffer.available()));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      write(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      write(buffer);
    }
  }
}
