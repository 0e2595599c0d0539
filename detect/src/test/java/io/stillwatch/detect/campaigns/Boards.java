// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Registration;
import io.stillwatch.model.Family;
import io.stillwatch.stats.IntSet;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Boards laid out by hand. Principal number i has key i + 1.
final class Boards {
  private Boards() {}

  static Portrait portrait(int i, long exchanges) {
    return portrait(i, i + 1, exchanges);
  }

  /// An account that another principal answers for.
  static Portrait portrait(int i, long principal, long exchanges) {
    var bits = new long[Flags.ELICITATION_BITS];
    var hours = new long[(Portrait.HOURS + 63) / 64];
    var days = new long[Portrait.DAYS / 2];
    return new Portrait(
        0,
        i + 1,
        "account-" + i,
        principal,
        new Portrait.Facts(Registration.UNKNOWN, 0, 0, 0, 0, 0, 0),
        1,
        2,
        exchanges,
        100 * exchanges,
        50 * exchanges,
        0,
        exchanges,
        exchanges,
        exchanges,
        exchanges,
        0,
        exchanges,
        0,
        Hashes.copyOf(bits, bits.length),
        Hashes.copyOf(hours, hours.length),
        Hashes.copyOf(days, days.length),
        List.of(new Portrait.Use("model-1", exchanges, 100 * exchanges, 50 * exchanges, 1)));
  }

  /// A board of `n` accounts, each with this many exchanges.
  static Board of(int n, long exchanges) {
    var board = new Board();
    for (int i = 0; i < n; i++) {
      board.take(new Clue.Seen(portrait(i, exchanges)));
    }
    return board;
  }

  /// Notes that the principals from 0 to before `n` used a scaffold so often in each half.
  static void scaffold(Board board, long artefact, int n, int uses) {
    var holders = new long[n];
    var counts = new long[n];
    for (int i = 0; i < n; i++) {
      holders[i] = i + 1;
      counts[i] = (long) uses << 32 | uses;
    }
    var manner = Hashes.copyOf(new long[] {2L * n * uses, 0}, 2);
    board.take(
        new Holding(
            5,
            Kind.HEAD,
            artefact,
            0,
            4,
            manner,
            Hashes.copyOf(holders, n),
            Hashes.copyOf(counts, n)));
  }

  /// Notes how often each principal used an artefact in the nominating and in the testing half; who
  /// has none in either is no holder. It comes with four different payloads, as a scaffold does.
  static void used(Board board, Kind kind, long artefact, long[] nominating, long[] testing) {
    var holders = new long[nominating.length];
    var counts = new long[nominating.length];
    int n = 0;
    for (int i = 0; i < nominating.length; i++) {
      if (nominating[i] + testing[i] > 0) {
        holders[n] = i + 1;
        counts[n++] = nominating[i] << 32 | testing[i];
      }
    }
    board.take(
        new Holding(
            5,
            kind,
            artefact,
            0,
            4,
            Hashes.copyOf(new long[3], 3),
            Hashes.copyOf(holders, n),
            Hashes.copyOf(counts, n)));
  }

  /// So many uses by each of the principals from 0 to before `n`.
  static long[] each(int n, long uses) {
    var all = new long[n];
    java.util.Arrays.fill(all, uses);
    return all;
  }

  static Candidate candidate(long signature, int... members) {
    return new Candidate(signature, IntSet.of(members), 100, Candidate.Reason.TEMPLATE, false);
  }

  static IntSet range(int from, int until) {
    return IntSet.of(IntStream.range(from, until).toArray());
  }

  static IntSet set(BitSet bits) {
    return IntSet.of(bits.stream().toArray());
  }

  static Group group(Board board, int... members) {
    var population = new Population(board);
    return new Group(
        candidate(77, members), population, new Holdings(board, population), passings(board));
  }

  static List<Passings> passings(Board board) {
    return List.of(new Passings(Family.E1, board, new Population(board)));
  }

  /// Notes that principals from 0 to before `n` handed so many conversations to principal `n`.
  static void outward(Board board, int n, int times) {
    for (int t = 0; t < times; t++) {
      long item = nominating(1_000_000L * (t + 1));
      board.take(new Flow(5, item, Family.E1, t % n + 1, n + 1, item, item, false));
    }
  }

  /// The first item of the nominating half from here on.
  private static long nominating(long item) {
    return Shard.nominates(item) ? item : nominating(item + 1);
  }

  /// Notes that each of the principals from 0 to before `n` handed a conversation of the nominating
  /// half to the next.
  static void ring(Board board, int n) {
    for (int i = 0; i < n; i++) {
      long item = nominating(1_000L * (i + 1));
      board.take(new Flow(5, i, Family.E1, i + 1, (i + 1) % n + 1, item, item, false));
    }
  }

  /// Notes `times` things of any half that one of the principals from 0 to before `n` had and the
  /// next pasted.
  static void pasted(Board board, int n, int times) {
    for (int t = 0; t < times; t++) {
      long item = 5_000_000L + t;
      board.take(new Flow(5, t, Family.E1, t % n + 1, (t + 1) % n + 1, item, item, true));
    }
  }
}
