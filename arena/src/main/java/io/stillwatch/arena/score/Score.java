// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A scan measured against the truth.
///
/// @param accounts accusations of accounts over all campaigns
/// @param groups accusations of groups
/// @param prAuc area under precision over recall of accounts, by base rate
/// @param purity whether accounts that act together were named together
/// @param delay what was lost before detection
/// @param campaigns one line a true campaign, in the order of the labels
/// @param innocents one line a community that was not hostile
/// @param verdicts for what each found group mostly was (a campaign's type or a community), how
///   often each verdict was given
/// @param requests which requests were attributed to campaigns; empty when the scan did not list
///   them, or the labels do not say
public record Score(
    Tally accounts,
    Groups groups,
    List<PrAuc> prAuc,
    Purity purity,
    Delay delay,
    List<CampaignScore> campaigns,
    List<InnocentScore> innocents,
    Map<String, Map<String, Integer>> verdicts,
    Optional<Requests> requests) {

  public Score {
    prAuc = List.copyOf(prAuc);
    campaigns = List.copyOf(campaigns);
    innocents = List.copyOf(innocents);
    verdicts = Map.copyOf(verdicts);
  }

  /// Accounts by truth and accusation.
  ///
  /// @param hit hostile and accused
  /// @param wronged honest and accused
  /// @param missed hostile and not accused
  /// @param withdrawn honest and accused earlier, but no longer
  public record Tally(int hit, int wronged, int missed, int withdrawn) {
    /// Share of the accused that are hostile; 1 when nobody is accused.
    public double precision() {
      return share(hit, hit + wronged);
    }

    /// Share of the hostile that are accused; 1 when nobody is hostile.
    public double recall() {
      return share(hit, hit + missed);
    }
  }

  /// Groups by truth and accusation. A group that accuses one account alone is left out: it does
  /// not say who acts together.
  ///
  /// @param right accused groups of which more than half are accounts of one campaign
  /// @param wrong the other accused groups
  /// @param found campaigns that some right group is of
  /// @param missed the other campaigns
  public record Groups(int right, int wrong, int found, int missed) {
    /// Share of the accused groups that are right; 1 when none is accused.
    public double precision() {
      return share(right, right + wrong);
    }

    /// Share of the campaigns that are found; 1 when there are none.
    public double recall() {
      return share(found, found + missed);
    }
  }

  /// Average precision over accounts, as it would be at a base rate.
  ///
  /// @param baseRate share of all accounts that is hostile, 0 to 1
  /// @param area 0 to 1; a scan that says nothing has the base rate itself
  public record PrAuc(double baseRate, double area) {}

  /// Adjusted Rand index of the found groups against the true campaigns; 1 is perfect, 0 is chance.
  ///
  /// @param named over the hostile accounts that were accused
  /// @param all over all hostile accounts, each that was not accused standing alone
  public record Purity(double named, double all) {}

  /// What was lost before detection. Empty where the labels do not say when exchanges were sent, or
  /// no campaign was found.
  ///
  /// @param taken share of a campaign's harvest sent before it was detected, 0 to 1, over all
  ///   campaigns; one that was not detected counts as 1
  /// @param hours hours from a campaign's first exchange to its detection, over those found
  /// @param shareError mean of [CampaignScore#shareError] over those found
  public record Delay(Spread taken, Spread hours, OptionalDouble shareError) {}

  /// The middle and the bad end of a number over campaigns, both by nearest rank.
  public record Spread(OptionalDouble median, OptionalDouble p90) {}

  /// One true campaign.
  ///
  /// @param id its id in the labels
  /// @param type its type
  /// @param difficulty its difficulty
  /// @param accounts its accounts
  /// @param accused those of them that were accused
  /// @param found some accused group of two or more consists mostly of its accounts
  /// @param taken share of its harvest sent before the first such group was detected; 1 when none
  ///   was; empty when the labels do not say
  /// @param hours hours from its first exchange to that detection; empty when there was none
  /// @param shareError what the scan says is the share of harvest, less what is true; of the
  ///   largest such group; empty when there is none, or it does not say
  public record CampaignScore(
      String id,
      String type,
      String difficulty,
      int accounts,
      int accused,
      boolean found,
      OptionalDouble taken,
      OptionalDouble hours,
      OptionalDouble shareError) {
    /// Share of its accounts that were accused.
    public double recall() {
      return accounts == 0 ? 0 : (double) accused / accounts;
    }
  }

  /// One community that is not hostile.
  ///
  /// @param community its word
  /// @param accounts its accounts
  /// @param accused those of them that were accused
  public record InnocentScore(String community, int accounts, int accused) {
    /// Accused accounts of 100,000 such accounts.
    public double per100k() {
      return accounts == 0 ? 0 : 100_000.0 * accused / accounts;
    }
  }

  /// Attribution of single requests.
  ///
  /// @param all of all campaigns together
  /// @param campaigns of each true campaign that has accused accounts
  /// @param wronged requests of honest accounts that were attributed
  /// @param honest all requests of the honest accounts that were accused
  public record Requests(
      RequestScore all, List<RequestScore> campaigns, long wronged, long honest) {
    public Requests {
      campaigns = List.copyOf(campaigns);
    }

    /// Share of the requests of accused honest accounts that were attributed; 0 when there are
    /// none.
    public double wrongedShare() {
      return honest == 0 ? 0 : Math.min(1, (double) wronged / honest);
    }
  }

  /// Requests of the accused accounts of a true campaign.
  ///
  /// @param campaign its id in the labels; empty for all together
  /// @param hit harvest, and attributed
  /// @param wrong attributed, but cover or a probe
  /// @param missed harvest, and not attributed
  public record RequestScore(String campaign, long hit, long wrong, long missed) {
    /// Share of the attributed that is harvest; 1 when none is attributed.
    public double precision() {
      return share(hit, hit + wrong);
    }

    /// Share of the harvest that is attributed; 1 when there is none.
    public double recall() {
      return share(hit, hit + missed);
    }
  }

  private static double share(long part, long all) {
    return all == 0 ? 1 : (double) part / all;
  }
}
