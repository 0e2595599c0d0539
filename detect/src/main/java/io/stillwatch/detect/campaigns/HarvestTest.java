// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.model.Family;
import java.util.Optional;

/// X: does the traffic look like harvesting? Two scores for each principal. *Elicitation*, 0 to 2:
/// how much its exchanges ask for reasoning, tags, judging, task synthesis, sampling. *Work list*,
/// 0 to 1: the share of its exchanges that put a new payload into one shared scaffold and never
/// follow up. A principal with a shared scaffold is read by the exchanges with its main one, so
/// that cover traffic does not hide the harvest; this holds for everybody alike. The mean over the
/// group is ranked among matched groups that nothing accuses: an intermediary passes on the traffic
/// of ordinary people and looks like them. Its own axis, never control.
final class HarvestTest implements Test {
  private static final int MAIN_LEAST = 3;

  /// An exact scaffold goes before a similarity band that saw a little more.
  private static final double LOOSE = 0.8;

  private final double[] harvest;
  private final double[] workList;
  private final Placebo placebo;

  HarvestTest(Population population, Holdings holdings, Placebo placebo) {
    this.placebo = placebo;
    harvest = new double[population.size()];
    workList = new double[population.size()];
    for (int i = 0; i < harvest.length; i++) {
      int main = mainScaffold(holdings, i);
      if (main < 0) {
        harvest[i] = eliciting(population, i) / 2;
      } else {
        int a = holdings.artefactAt[main];
        double share = holdings.all(main) / (double) population.works(i);
        workList[i] = Math.min(1, share) * (1 - population.share(i, Portrait::followUps));
        harvest[i] = holdings.eliciting[a] / 2 + workList[i];
      }
    }
  }

  /// The place of the scaffold a principal uses most, or -1.
  private static int mainScaffold(Holdings holdings, int i) {
    int best = -1;
    double most = MAIN_LEAST - 1;
    for (int b = holdings.backStart[i]; b < holdings.backStart[i + 1]; b++) {
      int place = holdings.back[b];
      int a = holdings.artefactAt[place];
      Kind kind = holdings.kinds[a];
      if (holdings.template[a] && kind.role() == Kind.Role.SLOT) {
        double n = holdings.all(place);
        double weight = kind.loose() ? LOOSE * n : n;
        if (weight > most) {
          most = weight;
          best = place;
        }
      }
    }
    return best;
  }

  private static double eliciting(Population population, int i) {
    double elicit = 0;
    for (int bit = 0; bit < Flags.ELICITATION_BITS; bit++) {
      int b = bit;
      int points = Flags.points(1 << (Flags.FIRST_ELICITATION_BIT + bit));
      elicit += population.share(i, p -> p.bits().get(b)) * points / 2;
    }
    return Math.min(2, elicit);
  }

  @Override
  public boolean amongHonest() {
    return true;
  }

  @Override
  public Family family() {
    return Family.X;
  }

  @Override
  public Optional<Term> look(Group group) {
    Placebo.Rank rank = placebo.rankAmongHonest(group, members -> mean(harvest, members));
    return Optional.of(
        new Term(
            Family.X,
            "mean harvest score, 0 to 2: elicitation and work list, half each",
            rank.observed(),
            rank.typical(),
            rank.logE(),
            "harvest score "
                + Term.number(rank.observed())
                + " against "
                + Term.number(rank.typical())
                + " in matched groups that nothing accuses; "
                + Term.number(100 * mean(workList, group.members))
                + "% of the work puts a new payload into one scaffold and is not followed up",
            "exchangeable with "
                + rank.groups()
                + " matched groups of principals that nothing accuses",
            group.size()));
  }

  private static double mean(double[] scores, int[] members) {
    double sum = 0;
    for (int i : members) {
      sum += scores[i];
    }
    return sum / members.length;
  }
}
