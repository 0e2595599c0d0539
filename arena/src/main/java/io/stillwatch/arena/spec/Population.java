// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Who lives in a world.
///
/// @param accounts all accounts, hostile ones included, at least 1
/// @param activity multiplies every honest rate; 1 is about four exchanges an account and day
/// @param shares weight of each honest community; those left out do not appear
public record Population(int accounts, double activity, Map<Community, Double> shares) {

  private static final Set<Community> LOOK_ALIKES =
      EnumSet.range(Community.ESSAY_COURSE, Community.EVENT_APP);

  public Population {
    shares = Map.copyOf(shares);
    if (accounts < 1 || activity <= 0 || shares.isEmpty()) {
      throw new IllegalArgumentException(
          "a population needs an account, some activity and a community");
    }
  }

  /// The honest communities of most presets, in their proportions.
  public static Population everybody(int accounts, double activity) {
    Map<Community, Double> shares = new EnumMap<>(Community.class);
    shares.put(Community.CONSUMER, 36.0);
    shares.put(Community.HOBBY_DEVELOPER, 14.0);
    shares.put(Community.FRAMEWORK_USER, 17.0);
    shares.put(Community.ENTERPRISE_FLEET, 6.0);
    shares.put(Community.BATCH_SHOP, 0.8);
    shares.put(Community.DECLARED_RESELLER, 0.2);
    shares.put(Community.UNDECLARED_RESELLER, 3.5);
    shares.put(Community.BENCHMARK_RUNNER, 2.5);
    shares.put(Community.CLASSROOM, 6.0);
    shares.put(Community.RAG_BACKFILL, 0.6);
    shares.put(Community.CI_LOAD, 1.0);
    shares.put(Community.RED_TEAM, 0.5);
    shares.put(Community.AUDIT, 1.2);
    shares.put(Community.KEY_THEFT_VICTIM, 0.5);
    shares.put(Community.VIRAL_SHARER, 5.0);
    shares.put(Community.TWO_ACCOUNTS, 4.0);
    shares.put(Community.RATE_CAPPED, 1.2);
    return new Population(accounts, activity, shares);
  }

  /// The same people, joined by the communities that look most like a campaign: strangers, or
  /// undeclared colleagues, with one template, fresh payloads and even counts.
  ///
  /// @param weight of each of them, where [#everybody] weighs about 100
  public Population withLookAlikes(double weight) {
    Map<Community, Double> more = new EnumMap<>(shares);
    for (Community community : LOOK_ALIKES) {
      more.put(community, weight);
    }
    return new Population(accounts, activity, more);
  }

  /// The same people in another number.
  public Population of(int others) {
    return new Population(others, activity, shares);
  }
}
