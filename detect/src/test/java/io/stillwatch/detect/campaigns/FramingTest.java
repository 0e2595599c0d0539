// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Town;
import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A crew of forty takes the template of twelve innocent accounts for its own, who use it for all
/// their work, some much and some little, and have never declared to belong together. What the crew
/// passes among itself convicts it; the twelve pass nothing to anybody.
class FramingTest {
  private static final int PEOPLE = 600;
  private static final int CREW = 40;
  private static final int WORLDS = 25;

  private int found;
  private double wrong;

  private void frame(Draw draw, int victims, double share, double passes) {
    var luck = new Luck(draw);
    var board = new Board();
    var nominating = new long[PEOPLE];
    var testing = new long[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      long uses =
          i < CREW
              ? luck.poisson(60 * share)
              : i < CREW + victims ? 1 + luck.poisson(40 * luck.lognormal(1)) : 0;
      for (long u = 0; u < uses; u++) {
        (luck.hits(0.5) ? nominating : testing)[i]++;
      }
      long works = i < CREW ? 65 + luck.below(10) : uses + 1 + (uses > 0 ? 0 : luck.below(60));
      board.take(new Clue.Seen(Boards.portrait(i, Math.max(works, uses))));
    }
    Boards.used(board, Kind.SYSTEM, 9, nominating, testing);
    for (int n = luck.poisson(passes * CREW); n > 0; n--) {
      int from = luck.below(CREW);
      int to = (from + 1 + luck.below(CREW - 1)) % CREW;
      long item = draw.nextLong();
      board.take(new Flow(5, item, Family.E1, from + 1, to + 1, item, item, n % 2 == 0));
    }
    var out = new ArrayList<Finding>();
    new Judgement(board, 6, Rules.standard(0.01, 0.01)).pronounce(out::add);
    count(Town.named(out));
  }

  private void count(List<Finding.Named> named) {
    for (Finding.Named one : named) {
      found += one.campaign().verdict() == Verdict.CAMPAIGN ? 1 : 0;
      double members = one.campaign().members().size();
      wrong +=
          one.campaign().members().stream()
                  .filter(m -> Integer.parseInt(m.account().substring(8)) >= CREW)
                  .count()
              / members;
    }
  }

  private double wrong(int victims, double share, double passes) {
    found = 0;
    wrong = 0;
    for (int w = 0; w < WORLDS; w++) {
      frame(new Draw(61).split(w), victims, share, passes);
    }
    assertThat(found).as("campaigns found in %d worlds", WORLDS).isGreaterThan(WORLDS * 9 / 10);
    return wrong / WORLDS;
  }

  @Test
  void whoseTemplateIsTakenIsNotNamedWithTheCrew() {
    for (int victims : new int[] {6, 12, 40}) {
      for (double share : new double[] {0.5, 1}) {
        assertThat(wrong(victims, share, 3))
            .as("innocent among the named, %d framed, share %s", victims, share)
            .isLessThan(0.01);
      }
    }
  }

  /// R14: a hundred others are made to use the scaffold, two and a half for each of the crew.
  @Test
  void aScaffoldThatIsMadePopularHidesNobodyWhoPassesThings() {
    assertThat(wrong(100, 1, 3)).as("others among the named").isLessThan(0.01);
  }

  /// What docs/limitations.md warns of: what more than three in ten of all accounts use is public,
  /// and brings nobody together any more.
  @Test
  void aScaffoldThatHalfOfTheTownIsMadeToUseHidesACrew() {
    for (int w = 0; w < WORLDS; w++) {
      frame(new Draw(61).split(w), 300, 1, 3);
    }
    assertThat(found).isLessThan(WORLDS / 2);
  }

  /// What docs/limitations.md warns of: where most of the crew pass one thing or none, there is
  /// little to tell them from those who only use the same words.
  @Test
  void aCrewThatHardlyPassesAnythingStillFramesSome() {
    assertThat(wrong(12, 1, 1)).as("innocent among the named").isBetween(0.005, 0.05);
  }
}
