// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.buffer.ByteBuf;
import io.stillwatch.model.Usage;
import java.util.Arrays;

/// What is read of a reply while it passes: its token counts, and its first bytes for the tap.
abstract sealed class Seen permits SeenJson, SeenStream {
  private final UsageCount usage = new UsageCount();
  private final int most;
  private final Room room;
  private byte[] kept = new byte[0];
  private int length;
  private boolean cut;

  /// @param most bytes that are kept
  /// @param room where they are kept; what finds none is not
  Seen(int most, Room room) {
    this.most = most;
    this.room = room;
  }

  /// Takes a piece and gives what may go on to the caller now; perhaps nothing yet.
  abstract ByteBuf pass(ByteBuf piece);

  /// What was held back when the reply ends.
  abstract ByteBuf rest();

  /// The tokens of the reply, estimated from what has passed.
  abstract long estimate();

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
    int take = Math.min(most - length, piece.readableBytes());
    if (cut || !grown(length + take)) {
      cut = true;
      return;
    }
    cut = take < piece.readableBytes();
    piece.getBytes(piece.readerIndex(), kept, length, take);
    length += take;
  }

  private boolean grown(int needed) {
    if (needed <= kept.length) {
      return true;
    }
    int larger = Math.min(most, Math.max(needed, 2 * kept.length));
    if (!room.hold((long) larger - kept.length)) {
      return false;
    }
    kept = Arrays.copyOf(kept, larger);
    return true;
  }

  /// Lets go of all that is held.
  void close() {
    room.release(kept.length);
    kept = new byte[0];
    length = 0;
  }
}
