// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.dossier.Prices;
import io.stillwatch.server.live.History;
import io.stillwatch.server.live.Measuring;
import io.stillwatch.server.live.Watching;
import io.stillwatch.share.member.Member;
import io.stillwatch.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/// The telling side of a member of the coalition, at work.
///
/// @param teller what was told, and is taken back
/// @param suspicions what peers suspect, and what it comes to
/// @param herald the threads; takes judgements, and what is read from the record
public record Telling(Teller teller, Suspicions suspicions, Herald herald)
    implements AutoCloseable {
  /// Records that detection may be behind before measuring gives way to it.
  private static final long BEHIND = 1_000;

  /// How it goes about it.
  ///
  /// @param named whether named campaigns are told without asking
  /// @param answers whether numbers are told as soon as they are measured
  /// @param first length of the first window that a suspicion is measured over
  public record Terms(boolean named, boolean answers, Duration first) {}

  /// What it works on.
  ///
  /// @param prices list prices of models
  /// @param time event time
  /// @param clock of this machine
  public record Ground(
      Store store,
      History history,
      Watching watch,
      DetectConfig detect,
      Prices prices,
      InstantSource time,
      InstantSource clock) {}

  /// Goes to work, until it is closed.
  public static Telling start(Member member, Terms terms, Ground ground) {
    var voice = new MemberVoice(member, ground.clock());
    var ways = new Teller.Ways(terms.named(), ground.time(), ground.clock());
    var teller = new Teller(ground.store(), voice, ground.prices(), ways);
    var stopped = new AtomicBoolean();
    Watching watch = ground.watch();
    var measuring =
        new Measuring(
            ground.detect(),
            ground.history(),
            ground.clock(),
            () -> watch.behind() > BEHIND,
            stopped::get);
    InstantSource seen = () -> java.time.Instant.ofEpochMilli(horizon(watch));
    var rule =
        new Suspicions.Rule(
            terms.first(), ground.detect().falseDiscovery(), terms.answers(), seen, ground.clock());
    var suspicions = new Suspicions(ground.store(), member, teller, rule, measuring);
    var feedback = new Feedback(member, ground.clock());
    var herald =
        new Herald(
            ground.store(),
            teller,
            suspicions,
            new Herald.Speaking(voice, feedback, () -> stopped.set(true)));
    member.follow(herald);
    herald.start();
    return new Telling(teller, suspicions, herald);
  }

  /// Before the first exchange no time is known; then nothing is due.
  private static long horizon(Watching watch) {
    return Math.max(0, watch.progress().horizon());
  }

  @Override
  public void close() {
    herald.close();
  }
}
