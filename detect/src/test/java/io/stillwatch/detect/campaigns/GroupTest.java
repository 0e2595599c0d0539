// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.stats.Draw;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Twenty members of a town of 60 use one scaffold.
class GroupTest {
  private static final int SIZE = 20;
  private static final int[] MEMBERS = IntStream.range(0, SIZE).toArray();

  private final Board board = Boards.of(60, 200);

  private Group group(long[] nominating, long[] testing) {
    Boards.used(board, Kind.HEAD, 1, nominating, testing);
    return Boards.group(board, MEMBERS);
  }

  private static long[] some(Draw draw, int most) {
    var uses = new long[SIZE];
    Arrays.setAll(uses, i -> 1 + draw.nextInt(1 + draw.nextInt(most)));
    return uses;
  }

  @Test
  void usesAreThoseOfTheOwnScaffoldByHalf() {
    Seeds.each(
        50,
        draw -> {
          long[] nominating = some(draw, 40);
          long[] testing = some(draw, 40);
          Group g = new GroupTest().group(nominating, testing);
          assertThat(g.size()).isPositive();
          for (int m = 0; m < g.size(); m++) {
            int i = g.members[m];
            assertThat(g.contains(i)).isTrue();
            assertThat(g.tested[m]).isEqualTo(testing[i]);
            assertThat(g.all[m]).isEqualTo(testing[i] + nominating[i]);
          }
          assertThat(g.harvested()).isEqualTo(Arrays.stream(g.all).sum());
          assertThat(g.works()).isEqualTo(200L * g.size());
        });
  }

  @Test
  void whoIsLikeTheMedianIsWithinAFactorOfFourOfItAndTheTestingHalfHasNoSay() {
    Seeds.each(
        50,
        draw -> {
          long[] nominating = some(draw, 100);
          Group g = new GroupTest().group(nominating, some(draw, 100));
          long[] sorted = Arrays.stream(g.members).mapToLong(i -> nominating[i]).sorted().toArray();
          long median = sorted[sorted.length / 2];
          int[] plain =
              IntStream.range(0, g.size())
                  .filter(m -> 4 * nominating[g.members[m]] >= median)
                  .filter(m -> nominating[g.members[m]] <= 4 * median)
                  .toArray();
          assertThat(g.like).isEqualTo(plain);
          long[] values = Arrays.stream(g.members).mapToLong(i -> 7L * i).toArray();
          assertThat(g.ofLike(values))
              .isEqualTo(Arrays.stream(plain).mapToLong(m -> 7L * g.members[m]).toArray());
        });
  }

  @Test
  void workWithPayloadsOfOnesOwnIsExclusive() {
    Group g = group(Boards.each(SIZE, 30), Boards.each(SIZE, 31));
    assertThat(g.exclusive()).isEqualTo(Boards.each(SIZE, 31));
  }

  @Test
  void workWithPayloadsThatManyMembersUsedTooIsNot() {
    Boards.used(board, Kind.PAYLOAD, 50, Boards.each(3, 0), Boards.each(3, 4));
    Boards.used(board, Kind.PAYLOAD, 51, Boards.each(2, 0), Boards.each(2, 5));
    Group g = group(Boards.each(SIZE, 30), Boards.each(SIZE, 31));
    assertThat(g.exclusive()).startsWith(27, 27, 27, 31).endsWith(31);
  }

  @Test
  void anExerciseThatEveryMemberSolvesLeavesNothingExclusive() {
    for (int exercise = 0; exercise < 31; exercise++) {
      Boards.used(board, Kind.PAYLOAD, 50 + exercise, Boards.each(SIZE, 1), Boards.each(SIZE, 1));
    }
    Group g = group(Boards.each(SIZE, 31), Boards.each(SIZE, 31));
    assertThat(g.exclusive()).isEqualTo(new long[SIZE]);
  }

  @Test
  void aLineThatEveryPromptOfTheScaffoldHoldsIsScaffoldAndNotAnExercise() {
    Boards.used(board, Kind.ITEM, 50, Boards.each(SIZE, 31), Boards.each(SIZE, 31));
    Boards.used(board, Kind.ITEM, 51, Boards.each(SIZE, 5), Boards.each(SIZE, 5));
    Boards.used(board, Kind.ITEM, 52, Boards.each(SIZE, 1), Boards.each(SIZE, 1));
    Group g = group(Boards.each(SIZE, 31), Boards.each(SIZE, 31));
    assertThat(g.exclusive()).isEqualTo(Boards.each(SIZE, 30));
  }

  @Test
  void aLineInMoreThanHalfOfTheWorkIsScaffoldThoughNobodyUsedItOften() {
    Boards.used(board, Kind.ITEM, 50, Boards.each(SIZE, 2), Boards.each(SIZE, 2));
    Group g = group(Boards.each(SIZE, 3), Boards.each(SIZE, 3));
    assertThat(g.exclusive()).isEqualTo(Boards.each(SIZE, 3));
    Boards.used(board, Kind.ITEM, 51, Boards.each(SIZE, 1), Boards.each(SIZE, 1));
    g = Boards.group(board, MEMBERS);
    assertThat(g.exclusive()).as("an item in a third of it").isEqualTo(Boards.each(SIZE, 2));
  }

  @Test
  void pastedRepliesAreMeasuredAgainstTheWorkOfTheMembers() {
    Group g = group(Boards.each(SIZE, 30), Boards.each(SIZE, 30));
    assertThat(g.recirculated()).isZero();
    Boards.pasted(board, SIZE, 400);
    assertThat(Boards.group(board, MEMBERS).recirculated()).isEqualTo(0.1);
  }
}
