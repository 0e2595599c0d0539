// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything about one run that a reader of its findings may ask for.
///
/// @param version the program's version
/// @param window first to last event read; empty when no event was read
/// @param configuration effective settings by name, secrets already masked
/// @param inputs what was read, in reading order
/// @param counted how much was read, and what was set aside
/// @param families each family of evidence, and whether this log supports it
/// @param nulls the parameters of "these are strangers", and where they come from
/// @param testing how much was tested, and at which error rate
/// @param warnings what the reader must know before trusting the numbers, one sentence each
/// @param cost what the run used
/// @param prices list prices
/// @param campaigns the findings, in any order
/// @param withdrawn accusations of earlier judgements that the newest does not uphold, in any order
/// @param requests the list of the requests that belong to campaigns; empty when nobody asked
public record Scan(
    String version,
    Optional<Window> window,
    SortedMap<String, String> configuration,
    List<Input> inputs,
    Counted counted,
    List<Availability> families,
    List<NullParameter> nulls,
    Testing testing,
    List<String> warnings,
    Cost cost,
    Prices prices,
    List<Campaign> campaigns,
    List<Withdrawal> withdrawn,
    Optional<Requests> requests) {

  public Scan {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    inputs = List.copyOf(inputs);
    families = List.copyOf(families);
    nulls = List.copyOf(nulls);
    warnings = List.copyOf(warnings);
    campaigns = List.copyOf(campaigns);
    withdrawn = List.copyOf(withdrawn);
  }

  /// CPU microseconds for each exchange read; empty when none was read.
  public Optional<Double> cpuMicrosPerExchange() {
    return counted.exchanges == 0
        ? Optional.empty()
        : Optional.of(cost.cpuSeconds * 1e6 / counted.exchanges);
  }

  /// One file or stream that was read.
  ///
  /// @param name path or address as the operator gave it
  /// @param bytes size as stored, before decompression
  public record Input(String name, long bytes) {}

  /// An account that was accused and is no longer.
  ///
  /// @param campaign id of the campaign it was last named in
  /// @param named event time at which it was named, milliseconds
  /// @param withdrawn event time from which it was no longer
  public record Withdrawal(String account, String campaign, long named, long withdrawn) {}

  /// The list of requests that belong to campaigns, already written.
  ///
  /// @param campaigns how many there are of each group with the verdict `campaign`, by id
  /// @param bytes length of the file
  /// @param sha256 its digest, lower-case hexadecimal
  public record Requests(List<Share> campaigns, long bytes, String sha256) {
    public Requests {
      campaigns = List.copyOf(campaigns);
    }

    /// The share of a campaign; empty when it has none.
    Optional<Share> of(String campaign) {
      return campaigns.stream().filter(share -> share.campaign().equals(campaign)).findFirst();
    }
  }

  /// How many requests belong to a campaign.
  ///
  /// @param attributed requests of its accounts that belong to it
  /// @param all all requests of its accounts that were read
  public record Share(String campaign, long attributed, long all) {}

  /// What was read.
  ///
  /// @param exchanges exchanges accepted
  /// @param signups signups accepted
  /// @param accounts different accounts among them
  /// @param principals different principals: accounts of one organisation count once
  /// @param rejected lines set aside, by the rule they broke
  /// @param duplicates exchanges whose request id had been read already; counted once
  /// @param late entries that came after a later one and were put in order or set aside
  public record Counted(
      long exchanges,
      long signups,
      long accounts,
      long principals,
      SortedMap<String, Long> rejected,
      long duplicates,
      long late) {

    public Counted {
      rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
    }

    /// Lines set aside, all rules together.
    public long rejectedLines() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// Whether a family of evidence could be used on this log.
  ///
  /// @param reason why not, as one sentence; empty when it could
  public record Availability(Family family, boolean available, String reason) {
    /// All families, in their order.
    ///
    /// @param unavailable those of detection that had nothing to look at, and why
    public static List<Availability> of(Map<Family, String> unavailable) {
      var all = new ArrayList<Availability>();
      for (Family family : Family.values()) {
        String why =
            switch (family) {
              case E7 -> "an intervention needs the live server";
              case E8 -> "regrowth needs the dates of earlier bans";
              default -> unavailable.getOrDefault(family, "");
            };
        all.add(new Availability(family, why.isEmpty(), why));
      }
      return all;
    }

    /// What evidence says of those that could not be used.
    public static List<String> lacks(List<Availability> families) {
      return families.stream()
          .filter(one -> !one.available())
          .map(one -> one.family().name() + ": " + one.reason())
          .toList();
    }
  }

  /// One parameter of a null model.
  ///
  /// @param name such as `E1.rate_per_conversation`
  /// @param how how it was estimated, and from what
  public record NullParameter(String name, double value, String how) {}

  /// The control of false discoveries.
  ///
  /// @param candidates groups that were frozen and tested, silent ones included
  /// @param fdr false discovery rate over all of them, 0 to 1
  public record Testing(long candidates, double fdr) {}

  /// What the run used.
  ///
  /// @param cpuSeconds of all threads together
  /// @param peakMemoryBytes largest resident size of the process
  public record Cost(double wallSeconds, double cpuSeconds, long peakMemoryBytes, int threads) {}
}
