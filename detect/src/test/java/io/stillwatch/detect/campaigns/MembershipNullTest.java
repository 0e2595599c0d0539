// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Members under the null: a stranger may use a crew's scaffold too, as often as it pleases, with a
/// heavy tail, and now and then something passes between anybody. The e-value of a stranger who is
/// not looked at counts as 0.
class MembershipNullTest {
  private static final int WORLDS = 150;
  private static final double ERROR = 0.01;

  /// Share of the named who are strangers, by world.
  private double wrong;

  private double squares;

  private Tails strangers(String name, double users, double share, double passing, double within) {
    return Tails.of(
        "members: " + name,
        71,
        WORLDS,
        (draw, tails) -> {
          var town = new Neighbours(draw, users, Luck::tail, share).passing(passing, within);
          Membership membership = town.membership();
          int looked = 0;
          for (Membership.Belongs one : membership.everybody()) {
            if (one.principal() >= Neighbours.CREW) {
              tails.add(one.logE());
              looked++;
            }
          }
          for (int i = Neighbours.CREW + looked; i < Neighbours.PEOPLE; i++) {
            tails.add(Double.NEGATIVE_INFINITY);
          }
          named(membership);
        });
  }

  private void named(Membership membership) {
    int[] named = Crew.numbers(membership.at(ERROR));
    double strangers = 0;
    for (int i : named) {
      strangers += i >= Neighbours.CREW ? 1.0 / named.length : 0;
    }
    wrong += strangers;
    squares += strangers * strangers;
  }

  @Test
  void whoUsesTheScaffoldBesideOtherWorkIsNoMember() {
    for (double users : new double[] {0.002, 0.01}) {
      strangers(users + " use the scaffold for a tenth of their work", users, 0.1, 0.05, 2)
          .keepTheirPromise();
    }
    assertFewWrong(2);
  }

  private void assertFewWrong(int cases) {
    double n = cases * WORLDS;
    double error = Math.sqrt((squares / n - wrong / n * wrong / n) / n);
    assertThat(wrong / n).as("strangers among the named").isLessThanOrEqualTo(ERROR + 3.1 * error);
  }

  @Test
  void whoPassesThingsAsStrangersDoIsNoMember() {
    for (double passing : new double[] {0.02, 0.2, 0.4}) {
      strangers(passing + " things an account pass between anybody", 0.005, 0.3, passing, 2)
          .keepTheirPromise();
    }
  }

  /// Where the crew passes things, who passes none is no member, though the words are the same.
  @Test
  void bystandersWhoHardlyDoAnythingElseAreNoMembersWhereTheCrewPassesThings() {
    strangers("one in 100 uses the scaffold for most of the work", 0.01, 0.8, 0, 4)
        .keepTheirPromise();
    assertFewWrong(1);
  }

  /// What docs/evidence.md warns of: each e-value keeps its promise over all strangers, but e-BH is
  /// asked of the group alone, and who is in the group was put there for using the scaffold. Where
  /// nothing passes, and one in a hundred strangers uses the scaffold for most of the work, more of
  /// the named are wrong than promised.
  @Test
  void whereNothingPassesBystandersBreakTheShareOfFalseMembers() {
    strangers("the same where nothing passes (breaks)", 0.01, 0.8, 0, 0).keepTheirPromise();
    assertThat(wrong / WORLDS).as("strangers among the named").isBetween(0.03, 0.15);
  }
}
