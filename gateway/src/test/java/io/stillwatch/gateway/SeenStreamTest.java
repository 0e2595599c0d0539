// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.stillwatch.model.Usage;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream says the same however the network cuts it.
class SeenStreamTest {
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n";
  private static final String TEXT =
      "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}],\"usage\":null}\n\n";

  private long held;
  private final Room room =
      new Room() {
        @Override
        public boolean hold(long bytes) {
          held += bytes;
          return true;
        }

        @Override
        public void release(long bytes) {
          held -= bytes;
        }
      };

  @AfterEach
  void nothingLeaks() {
    Leaks.noneFound();
  }

  private static String passed(SeenStream seen, String stream, Random cuts) {
    byte[] bytes = stream.getBytes(UTF_8);
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + cuts.nextInt(90));
      ByteBuf piece = PooledByteBufAllocator.DEFAULT.buffer();
      piece.writeBytes(bytes, from, to - from);
      add(out, seen.pass(piece));
      from = to;
    }
    add(out, seen.rest());
    return out.toString();
  }

  private static void add(StringBuilder out, ByteBuf bytes) {
    out.append(bytes.toString(UTF_8));
    bytes.release();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theChunkOfUsageIsTakenOutWhereverItIsCut(int seed) {
    String before = TEXT.formatted("a") + TEXT.formatted("b").repeat(5);
    String after = "data: [DONE]\n\n";
    SeenStream seen = new SeenStream(1 << 20, room, true);

    String out = passed(seen, before + USAGE + after, new Random(seed));

    assertThat(out).isEqualTo(before + after);
    assertThat(seen.usage()).isEqualTo(new Usage(7, 3, 0, true));
    assertThat(new String(seen.kept(), UTF_8)).isEqualTo(before + USAGE + after);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void lineEndsOfAllKindsAndAnEndWithoutOneAreKept(int seed) {
    String stream =
        (": ping\n\n" + TEXT.formatted("a") + USAGE).replace("\n", "\r\n") + "data: half";

    assertThat(passed(new SeenStream(1 << 20, room, false), stream, new Random(seed)))
        .isEqualTo(stream);
  }

  @Test
  void anEventWithoutEndIsNotHeldForEver() {
    SeenStream seen = new SeenStream(1 << 10, room, true);
    String stream = "data: " + "x".repeat(3 << 20);

    assertThat(
            passed(
                seen,
                stream,
                new Random(1) {
                  @Override
                  public int nextInt(int bound) {
                    return 60_000;
                  }
                }))
        .isEqualTo(stream);
    assertThat(seen.cut()).isTrue();
    assertThat(seen.kept()).hasSize(1 << 10);
    assertThat(held).isEqualTo(1 << 10);
    seen.close();
    assertThat(held).isZero();
  }

  @Test
  void wordsThatLookLikeUsageAreOnlyWords() {
    SeenStream seen = new SeenStream(1 << 20, room, true);
    String stream = TEXT.formatted("say \\\"usage\\\":{\\\"prompt_tokens\\\":9}");

    assertThat(passed(seen, stream, new Random(1))).isEqualTo(stream);
    assertThat(seen.usage()).isEqualTo(Usage.UNKNOWN);
  }
}
