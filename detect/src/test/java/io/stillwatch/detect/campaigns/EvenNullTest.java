// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.stats.Draw;
import io.stillwatch.stats.EvenSplit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// E5 under its null: people who share a template, each by their own taste. A log holds forty such
/// groups, and the bounds of the concentration are fitted to them as a judgement fits them.
class EvenNullTest {
  private static final int GROUPS = 40;

  /// Draws one group of strangers.
  private interface Strangers {
    Group group(Honest honest, Luck luck);
  }

  private static Tails logs(String name, long seed, int logs, int groups, Strangers strangers) {
    return Tails.of(name, seed, logs, (draw, tails) -> log(draw, groups, strangers, tails));
  }

  private static void log(Draw draw, int groups, Strangers strangers, Tails tails) {
    var luck = new Luck(draw);
    var honest = new Honest(draw);
    var everybody = new Fits();
    var like = new Fits();
    List<Group> all = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      Group one = strangers.group(honest, luck);
      all.add(one);
      everybody.note(g, EvenSplit.fitAlpha(one.ofFree(one.tested)));
      like.note(g, EvenSplit.fitAlpha(one.ofLike(one.tested)));
    }
    var test = new EvenTest(everybody.bound(Sample.ALL), like.bound(Sample.ALL));
    for (Group one : all) {
      tails.add(test.look(one).map(Term::logE).orElse(Double.NEGATIVE_INFINITY));
    }
  }

  private static double[] lognormal(int size, double sigma, Luck luck) {
    return Honest.shares(size, () -> luck.lognormal(sigma));
  }

  private static int some(Luck luck) {
    return 8 + luck.below(30);
  }

  @Test
  void peopleOfOneTemplateEachByTheirOwnTasteAreNotEven() {
    taste("E5: one concentration, 1", 51, 150, 1).keepTheirPromise();
    taste("E5: one concentration, 3", 52, 75, 3).keepTheirPromise();
  }

  private static Tails taste(String name, long seed, int logs, double concentration) {
    return logs(
        name, seed, logs, GROUPS, (h, l) -> h.group(some(l), concentration, 100 + l.below(500)));
  }

  @Test
  void heavyTailedActivityIsNotEven() {
    for (double sigma : new double[] {0.5, 1}) {
      logs(
              "E5: activity lognormal, sigma " + sigma,
              53,
              75,
              GROUPS,
              (h, l) -> h.group(lognormal(some(l), sigma, l), 100 + l.below(500)))
          .keepTheirPromise();
    }
  }

  /// Twice the median is no upper bound for every group. The tails hold on average over groups; the
  /// mean, which a single group of even people can carry away, is not promised here.
  @Test
  void whereGroupsDifferInTasteTheTailsHoldOnAverage() {
    logs("E5: concentrations lognormal, sigma 1", 54, 150, GROUPS, (h, l) -> mixed(1, h, l))
        .keepTheirTails();
  }

  private static Group mixed(double sigma, Honest honest, Luck luck) {
    return honest.group(some(luck), 0.7 * luck.lognormal(sigma), 100 + luck.below(500));
  }

  @Test
  void tinyGroupsWithFewUsesSayNothing() {
    logs("E5: 5 to 8 users, few uses", 55, 150, GROUPS, (h, l) -> tiny(h, l)).keepTheirPromise();
  }

  private static Group tiny(Honest honest, Luck luck) {
    return honest.group(5 + luck.below(4), 1, 30 + luck.below(100));
  }

  /// The first days of a log: its bound comes from the group itself, and one or two others.
  @Test
  void oneGroupAloneSaysNothing() {
    logs("E5: the only group of a log", 56, 3_000, 1, (h, l) -> mixed(1, h, l)).keepTheirPromise();
    logs("E5: one of three groups", 57, 1_500, 3, (h, l) -> mixed(1, h, l)).keepTheirTails();
  }
}
