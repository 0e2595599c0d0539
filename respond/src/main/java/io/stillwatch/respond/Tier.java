// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an account may do before anything is known against it.
///
/// @param name such as `unverified`
/// @param requests how many requests; whole numbers, 0 means none
/// @param input how many tokens of prompts
/// @param output how many tokens of replies
/// @param concurrency requests in flight at one time
/// @param features what it may use
/// @param atMost the highest rung that rules alone may put it on
public record Tier(
    String name,
    Rate requests,
    Rate input,
    Rate output,
    long concurrency,
    SortedSet<Feature> features,
    Rung atMost) {
  /// An amount for each minute and each day.
  public record Rate(long minute, long day) {
    public static final Rate NONE = new Rate(0, 0);

    public Rate {
      Require.that(minute >= 0 && day >= 0, "a rate is not negative");
      Require.that(day <= 50_000_000_000L, "a rate is at most 5 * 10^10 a day");
      Require.that(minute <= day, "what a minute allows, a day must allow too");
    }

    /// At least one where there was one: to slow is not to stop.
    Rate times(double share) {
      return new Rate(part(minute, share), part(day, share));
    }

    private static long part(long whole, double share) {
      return whole == 0 ? 0 : Math.max(1, (long) (whole * share));
    }
  }

  public Tier {
    Require.filled(name, "a tier needs a name");
    Require.that(concurrency >= 0, "concurrency is not negative");
    features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
  }

  /// What is left of it under the decisions that are in force.
  ///
  /// @param decisions decisions of one account; others than those in force are passed over
  /// @param now milliseconds since 1970 UTC
  public Tier under(Collection<Decision> decisions, long now) {
    Tier left = this;
    for (Decision decision : decisions) {
      if (decision.inForce(now)) {
        left = left.under(decision.remedy());
      }
    }
    return left;
  }

  private Tier under(Remedy remedy) {
    return switch (remedy) {
      case Remedy.Watch() -> this;
      case Remedy.Verify verify -> this;
      case Remedy.Mark mark -> this;
      case Remedy.Slow(double share) -> slowed(share);
      case Remedy.Narrow(var without) -> narrowed(without);
      case Remedy.Suspend() -> closed();
      case Remedy.Refuse() -> closed();
    };
  }

  private Tier slowed(double share) {
    long together = concurrency == 0 ? 0 : Math.max(1, (long) (concurrency * share));
    return new Tier(
        name,
        requests.times(share),
        input.times(share),
        output.times(share),
        together,
        features,
        atMost);
  }

  private Tier narrowed(SortedSet<Feature> without) {
    var left = new TreeSet<>(features);
    left.removeAll(without);
    return new Tier(name, requests, input, output, concurrency, left, atMost);
  }

  private Tier closed() {
    return new Tier(name, Rate.NONE, Rate.NONE, Rate.NONE, 0, Collections.emptySortedSet(), atMost);
  }
}
