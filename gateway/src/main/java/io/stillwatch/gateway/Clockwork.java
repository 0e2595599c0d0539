// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.stillwatch.gateway.GatewayConfig.Patience;
import java.time.Duration;

/// How long a caller may take: for a head, for a body, for the next request, for taking the reply.
/// Time that we make the caller wait does not count.
final class Clockwork {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Patience patience;
  private final Meter meter;
  private Phase phase = Phase.IDLE;
  private int ticks;
  private long mark;
  private boolean wanted;

  Clockwork(Patience patience, Meter meter) {
    this.patience = patience;
    this.meter = meter;
  }

  private enum Phase {
    IDLE,
    HEAD,
    BODY,
    REPLY,
    LINGER
  }

  enum Verdict {
    FINE,
    OVER,
    SLOW
  }

  void idle() {
    enter(Phase.IDLE);
  }

  void body() {
    enter(Phase.BODY);
    wanted = false;
  }

  void reply() {
    if (phase != Phase.REPLY) {
      enter(Phase.REPLY);
      mark = 0;
    }
  }

  void linger() {
    enter(Phase.LINGER);
  }

  boolean lingers() {
    return phase == Phase.LINGER;
  }

  boolean isIdle() {
    return phase == Phase.IDLE;
  }

  void wants() {
    wanted = true;
  }

  void rests() {
    wanted = false;
  }

  private void enter(Phase other) {
    phase = other;
    ticks = 0;
    mark = meter.bytes();
  }

  Verdict tick(Channel channel) {
    ticks++;
    return switch (phase) {
      case IDLE -> idling();
      case HEAD -> ticks > Rounds.ticks(patience.head()) ? Verdict.SLOW : Verdict.FINE;
      case BODY -> sending();
      case REPLY -> taking(channel);
      case LINGER -> ticks > Rounds.ticks(LINGER) ? Verdict.OVER : Verdict.FINE;
    };
  }

  private Verdict idling() {
    if (meter.bytes() > mark) {
      enter(Phase.HEAD);
      return Verdict.FINE;
    }
    return ticks > Rounds.ticks(patience.idle()) ? Verdict.OVER : Verdict.FINE;
  }

  private Verdict sending() {
    if (!wanted) {
      enter(Phase.BODY);
      return Verdict.FINE;
    }
    if (ticks < Rounds.ticks(patience.stall())) {
      return Verdict.FINE;
    }
    long least = patience.minimum() * Math.max(1, patience.stall().toSeconds());
    boolean slow = meter.bytes() - mark < least;
    enter(Phase.BODY);
    return slow ? Verdict.SLOW : Verdict.FINE;
  }

  /// Bytes that wait to be taken and do not become fewer.
  private Verdict taking(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long waiting = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (waiting == 0 || waiting != mark) {
      mark = waiting;
      ticks = 0;
    }
    return ticks > Rounds.ticks(patience.stall()) ? Verdict.SLOW : Verdict.FINE;
  }
}
