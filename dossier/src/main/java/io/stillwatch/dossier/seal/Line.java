// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.List;

/// The lines of an evidence file, in the order in which they must come. Hashes are 16 hexadecimal
/// digits, times milliseconds since 1970 UTC, e-values decimal logarithms as the results of a scan
/// have them. No line has room for an account's id.
sealed interface Line {
  /// What the file is about.
  ///
  /// @param format version of this format
  /// @param publicKey whether the hashes were made with the key that everybody has
  record Head(
      long format,
      String program,
      String campaign,
      String verdict,
      long logFrom,
      long logUntil,
      boolean publicKey,
      String priceDate,
      List<String> unavailable)
      implements Line {}

  /// What the finding says, number by number.
  record Claims(
      long accounts,
      long examined,
      long exchanges,
      long inputTokens,
      long outputTokens,
      double listPriceUsd,
      long firstSeen,
      long lastSeen,
      long detectedAt,
      double log10Control,
      double log10Extraction,
      double threshold,
      double shareHarvest,
      List<String> techniques,
      List<String> overturn)
      implements Line {}

  /// What was taken of one model.
  ///
  /// @param usd list price of a million input tokens and of a million output tokens; empty when the
  ///   list does not hold the model
  record Model(String model, long exchanges, long inputTokens, long outputTokens, List<Double> usd)
      implements Line {}

  /// What one family says.
  record Family(
      String family,
      String statistic,
      double observed,
      double expected,
      double log10E,
      String says,
      String nullModel,
      long over)
      implements Line {}

  /// What false discovery control knew.
  record Control(double rate, long looks, long named, boolean halves) implements Line {}

  /// What passed between strangers.
  record Strangers(String family, long events, long chances) implements Line {}

  /// How uneven strangers are.
  record Evenness(List<Double> fitted, List<Double> fittedLike, boolean twice) implements Line {}

  /// A statistic of the group and of matched groups.
  record Ranking(String family, double observed, List<Double> matched) implements Line {}

  /// What the principals' own e-values need besides.
  record Belonging(long outside, long outsiders, double error) implements Line {}

  /// A principal of the group that was tested; they are numbered in their order, from 0.
  record Looked(
      boolean named,
      long exchanges,
      long works,
      long uses,
      long exclusive,
      boolean free,
      boolean like,
      List<Long> chances)
      implements Line {}

  /// An account of such a principal; they are numbered in their order, from 0. Of those that are
  /// not named the numbers are 0.
  ///
  /// @param commitment digest of a secret and the account's id: [Commitments]
  record Account(
      long principal,
      boolean named,
      String commitment,
      double log10E,
      double shareHarvest,
      long exchanges,
      long inputTokens,
      long outputTokens)
      implements Line {}

  /// Something private that passed within the group, from principal to principal.
  record Passing(String family, long from, long to, String item, long at) implements Line {}

  /// An exchange: of the named accounts every one, of others those that a passing rests on.
  record Exhibit(
      long at,
      String id,
      long account,
      String model,
      long inputTokens,
      long outputTokens,
      boolean first,
      String chain,
      String before,
      String root,
      List<String> issued,
      List<String> handedIn,
      List<String> sealedIn,
      List<String> sealedOut,
      List<String> scaffold,
      String payload)
      implements Line {}

  /// The last line.
  ///
  /// @param root root of the Merkle tree over the lines of all exhibits
  record End(long exhibits, String root) implements Line {}

  /// All kinds, in the order in which they come.
  List<Class<? extends Line>> ORDER =
      List.of(
          Head.class,
          Claims.class,
          Model.class,
          Family.class,
          Control.class,
          Strangers.class,
          Evenness.class,
          Ranking.class,
          Belonging.class,
          Looked.class,
          Account.class,
          Passing.class,
          Exhibit.class,
          End.class);
}
