// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.List;
import java.util.Optional;

/// The figures of a campaign as an evidence file holds them; every one was computed again. No
/// account is named.
public record Facts(
    About about,
    Took took,
    Standing standing,
    List<Model> models,
    List<Term> terms,
    List<Person> accounts,
    Nulls nulls) {
  public Facts {
    models = List.copyOf(models);
    terms = List.copyOf(terms);
    accounts = List.copyOf(accounts);
  }

  /// What it is about, and what the log covered.
  public record About(
      String program,
      String campaign,
      String verdict,
      long logFrom,
      long logUntil,
      boolean publicKey,
      String priceDate,
      List<String> unavailable) {
    public About {
      unavailable = List.copyOf(unavailable);
    }
  }

  /// What was taken; times in milliseconds.
  public record Took(
      long accounts,
      long principals,
      long examined,
      long exchanges,
      long inputTokens,
      long outputTokens,
      double listPriceUsd,
      boolean unpriced,
      long firstSeen,
      long lastSeen) {}

  /// How the finding stands; e-values as decimal logarithms.
  public record Standing(
      long detectedAt,
      double log10Control,
      double log10Extraction,
      double threshold,
      double shareHarvest,
      List<String> techniques,
      List<String> overturn) {
    public Standing {
      techniques = List.copyOf(techniques);
      overturn = List.copyOf(overturn);
    }
  }

  public record Model(
      String model, long exchanges, long inputTokens, long outputTokens, Optional<Double> usd) {}

  /// What one family says.
  public record Term(
      String family,
      String statistic,
      double observed,
      double expected,
      double log10E,
      String says,
      String nullModel,
      long over) {}

  /// A named account by its number.
  public record Person(
      int number,
      int principal,
      String commitment,
      double log10E,
      double shareHarvest,
      long exchanges,
      long inputTokens,
      long outputTokens) {}

  /// What the nulls rest on.
  ///
  /// @param matched groups that each ranked family was compared with
  /// @param templates groups that share a template, from which the null of E5 was learnt
  public record Nulls(
      double falseDiscovery,
      long looks,
      long stood,
      List<Flow> flows,
      List<Matched> matched,
      long templates,
      long outside,
      long outsiders,
      double memberError) {
    public Nulls {
      flows = List.copyOf(flows);
      matched = List.copyOf(matched);
    }
  }

  /// What passed between strangers.
  ///
  /// @param rate 99% upper bound for each chance
  public record Flow(String family, long events, long chances, double rate) {}

  /// What matched groups have.
  public record Matched(String family, int groups, double median, double most, double observed) {}
}
