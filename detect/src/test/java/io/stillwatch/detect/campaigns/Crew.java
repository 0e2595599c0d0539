// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Twelve members with about fifty uses each, and whoever else is put beside them in a town of
/// 2,000.
final class Crew {
  static final int SIZE = 12;
  static final int PEOPLE = 2_000;

  final long[] works = Boards.each(PEOPLE, 100);
  final long[] nominating = new long[PEOPLE];
  final long[] testing = new long[PEOPLE];
  final Board board = new Board();
  Group group = Boards.group(Boards.of(1, 1), 0);
  FlowTest flows = new FlowTest(Family.E1, board, new Population(board), Portrait::firstTurns);
  private int known = SIZE;

  Crew() {
    for (int i = 0; i < SIZE; i++) {
      uses(i, 24 + i % 4, 23 + i % 5, 51 + i % 3);
    }
  }

  private void uses(int i, long first, long second, long work) {
    nominating[i] = first;
    testing[i] = second;
    works[i] = Math.max(work, first + second);
  }

  /// One more who used the scaffold.
  int beside(long first, long second, long work) {
    uses(known, first, second, work);
    return known++;
  }

  List<Membership.Belongs> named() {
    for (int i = 0; i < PEOPLE; i++) {
      board.take(new Clue.Seen(Boards.portrait(i, works[i])));
    }
    Boards.used(board, Kind.HEAD, 9, nominating, testing);
    var population = new Population(board);
    var holdings = new Holdings(board, population);
    flows = new FlowTest(Family.E1, board, population, Portrait::firstTurns);
    Candidate candidate = Boards.candidate(77, IntStream.range(0, known).toArray());
    group = new Group(candidate, population, holdings, List.of(flows.passings()));
    return new Membership(group, population, holdings, List.of(flows), true).at(0.01);
  }

  /// Nobody uses the scaffold.
  void withoutScaffold() {
    Arrays.fill(nominating, 0);
    Arrays.fill(testing, 0);
  }

  /// Conversation number `item` passed from one to another.
  void pass(int from, int to, int item) {
    board.take(new Flow(5, item, Family.E1, from + 1, to + 1, item, item, false));
  }

  static int[] numbers(List<Membership.Belongs> named) {
    return named.stream().mapToInt(Membership.Belongs::principal).toArray();
  }

  static int[] everybody() {
    return IntStream.range(0, SIZE).toArray();
  }
}
