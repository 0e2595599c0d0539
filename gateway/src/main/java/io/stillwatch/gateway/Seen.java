// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.stillwatch.model.Usage;
import java.util.Arrays;

/// What is read of a reply while it passes: its token counts, and its first bytes for the tap.
abstract sealed class Seen permits SeenJson, SeenStream {
  private final UsageCount usage = new UsageCount();
  private final int most;
  private byte[] kept = new byte[512];
  private int length;
  private boolean cut;

  Seen(int most) {
    this.most = most;
  }

  /// Takes a piece and gives what may go on to the caller now; perhaps nothing yet.
  abstract ByteBuf pass(ByteBuf piece);

  /// What was held back when the reply ends.
  abstract ByteBuf rest();

  /// The tokens of the reply, estimated from what has passed.
  abstract long estimate();

  abstract void close();

  final UsageCount counts() {
    return usage;
  }

  final Usage usage() {
    return usage.usage();
  }

  final boolean cut() {
    return cut;
  }

  /// The first bytes of the reply.
  final byte[] kept() {
    return Arrays.copyOf(kept, length);
  }

  final void keep(ByteBuf piece) {
    int room = most - length;
    int take = Math.min(room, piece.readableBytes());
    cut |= take < piece.readableBytes();
    if (length + take > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(most, Math.max(length + take, 2 * length)));
    }
    piece.getBytes(piece.readerIndex(), kept, length, take);
    length += take;
  }
}
