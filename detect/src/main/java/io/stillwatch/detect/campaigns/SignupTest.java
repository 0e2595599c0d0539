// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Registration;
import io.stillwatch.model.Family;
import io.stillwatch.stats.LongIntMap;
import io.stillwatch.stats.Mix;
import java.util.Arrays;
import java.util.Optional;

/// E9: rare traits that members share: payment, device, network, mail domain, client, day of
/// signup. Each coinciding pair weighs the logarithm of the trait's rarity; ranked among matched
/// groups. Silent where a trait may have brought the group together: it would testify to itself.
final class SignupTest implements Test {
  private static final long DAY = 86_400_000;
  private static final int TRAITS = 6;

  private final Placebo placebo;

  /// Traits of each principal, as numbers.
  private final int[][] traits;

  /// How many principals hold a trait.
  private final int[] frequency;

  /// How many members of the group at hand hold a trait; all 0 between calls.
  private final int[] counts;

  SignupTest(Population population, Placebo placebo) {
    this.placebo = placebo;
    traits = new int[population.size()][];
    var numbers = new LongIntMap();
    for (int i = 0; i < traits.length; i++) {
      long[] all = traitsOf(population.face(i));
      var mine = new int[TRAITS];
      int n = 0;
      for (long trait : all) {
        if (trait != 0) {
          int number = numbers.getOrDefault(trait, numbers.size());
          numbers.put(trait, number);
          mine[n++] = number;
        }
      }
      traits[i] = Arrays.copyOf(mine, n);
    }
    frequency = new int[numbers.size()];
    counts = new int[numbers.size()];
    for (int[] mine : traits) {
      for (int trait : mine) {
        frequency[trait]++;
      }
    }
  }

  private static long[] traitsOf(Portrait p) {
    Portrait.Facts f = p.facts();
    long day = f.created() == Registration.UNKNOWN ? 0 : Math.floorDiv(f.created(), DAY) + 1;
    long[] raw = {f.payment(), f.device(), f.network(), f.mail(), f.client(), day};
    for (int t = 0; t < TRAITS; t++) {
      raw[t] = raw[t] == 0 ? 0 : Mix.of(raw[t], t);
    }
    return raw;
  }

  @Override
  public Family family() {
    return Family.E9;
  }

  @Override
  public Optional<Term> look(Group group) {
    boolean byTrait = group.own.isEmpty() && group.candidate.reason() != Candidate.Reason.FLOW;
    if (frequency.length == 0 || byTrait) {
      return Optional.empty();
    }
    Placebo.Rank rank = placebo.rank(group, this::coherence);
    return Optional.of(
        rank.term(
            Family.E9,
            "rarity-weighted share of pairs with a common trait",
            "members share rare traits of signup and client: weight "
                + Term.number(rank.observed())
                + " a pair against "
                + Term.number(rank.typical())
                + " in matched groups of strangers",
            group));
  }

  private double coherence(int[] members) {
    double n = traits.length;
    double m = members.length;
    double sum = 0;
    for (int i : members) {
      for (int trait : traits[i]) {
        sum += counts[trait] * 2 * Math.log(n / frequency[trait]);
        counts[trait]++;
      }
    }
    for (int i : members) {
      for (int trait : traits[i]) {
        counts[trait] = 0;
      }
    }
    return sum / (m * (m - 1));
  }
}
