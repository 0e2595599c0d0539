// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.that;

import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.stats.Beta;
import java.time.Duration;

/// How far peers are believed.
///
/// @param confirmedBefore successes a peer starts with, above 0
/// @param refutedBefore failures it starts with, above 0
/// @param newcomer limits of a peer that has not shown itself yet
/// @param member limits of the others
/// @param probation a peer is new for so long at least
/// @param proofs confirmed leads that end being new
/// @param reach share of one's own accounts that one peer's leads may touch within `memory`
/// @param memory for how long it is remembered who was touched
public record TrustPolicy(
    double confirmedBefore,
    double refutedBefore,
    Limits newcomer,
    Limits member,
    Duration probation,
    int proofs,
    double reach,
    Duration memory) {
  /// Lower quantile of the share of a peer's leads that turn out right.
  private static final double DOUBT = 0.05;

  private static final double STEP_UP_LEAST = 0.4;
  private static final double SAMPLE_LEAST = 0.15;

  /// Leads that are live, and that come within a day, at most.
  public record Limits(int live, int daily) {
    public Limits {
      that(live > 0 && daily > 0, "limits are positive");
    }
  }

  /// 500 live and 50 new a day for newcomers; new for 30 days and until 20 leads were confirmed;
  /// one account in a thousand.
  public static final TrustPolicy STANDARD =
      new TrustPolicy(
          1,
          1,
          new Limits(500, 50),
          new Limits(20_000, 2_000),
          Duration.ofDays(30),
          20,
          0.001,
          Duration.ofDays(30));

  public TrustPolicy {
    that(confirmedBefore > 0 && refutedBefore > 0, "what is known before is positive");
    that(reach > 0 && reach <= 1, "a reach is a share above 0, at most 1");
    that(proofs >= 0, "a number of proofs is not negative");
  }

  /// The same with another reach.
  public TrustPolicy reaching(double other) {
    return new TrustPolicy(
        confirmedBefore, refutedBefore, newcomer, member, probation, proofs, other, memory);
  }

  /// What the word of a peer weighs: with 95% confidence at least this share of its leads of a kind
  /// is right.
  double weight(Standing record) {
    return Beta.quantile(
        DOUBT, confirmedBefore + record.confirmed(), refutedBefore + record.refuted());
  }

  /// What is left of a lead with age: it falls to 0 at the end of its life; what changes hands
  /// quickly, addresses, falls evenly, the rest late.
  static double freshness(TokenKind kind, Duration age) {
    double share = Math.clamp((double) age.toMillis() / kind.life().toMillis(), 0.0, 1.0);
    return switch (kind) {
      case ADDRESS, BLOCK, BLOCK6 -> 1 - share;
      case EMAIL, PHONE, PAYMENT, BANK, DEVICE, CLIENT, NETWORK, TEMPLATE -> 1 - share * share;
    };
  }

  /// The most that leads of this strength may lead to.
  static Step step(double strength) {
    if (strength >= STEP_UP_LEAST) {
      return Step.STEP_UP;
    }
    return strength >= SAMPLE_LEAST ? Step.SAMPLE : Step.WATCH;
  }

  /// How many accounts one peer's leads may touch.
  long reach(long accounts) {
    return (long) Math.floor(reach * accounts);
  }
}
