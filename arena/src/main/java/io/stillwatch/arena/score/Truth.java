// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What the labels of a world say.
///
/// @param accounts each account's community and campaign
/// @param campaigns the true campaigns in the order of the labels, by id
record Truth(Map<String, Label> accounts, Map<String, Actual> campaigns) {

  /// An account's label.
  ///
  /// @param campaign its campaign's id; empty for the honest
  record Label(String community, String campaign) {
    boolean hostile() {
      return !campaign.isEmpty();
    }

    /// The campaign of the hostile, the community of the honest.
    String side() {
      return hostile() ? campaign : community;
    }
  }

  /// A true campaign.
  ///
  /// @param shareHarvest share of its exchanges that is harvest, 0 to 1
  /// @param first its first exchange; empty when the labels do not say
  /// @param harvest exchanges of harvest by the hour they were sent in; empty when the labels do
  ///   not say
  record Actual(
      String id,
      String type,
      String difficulty,
      double shareHarvest,
      Optional<Instant> first,
      NavigableMap<Instant, Long> harvest) {

    /// Share of all its harvest that was sent before a moment; within an hour it counts as even.
    double takenBefore(Instant moment) {
      double before = 0;
      double all = 0;
      for (Map.Entry<Instant, Long> hour : harvest.entrySet()) {
        double elapsed = (moment.toEpochMilli() - hour.getKey().toEpochMilli()) / 3_600_000.0;
        before += hour.getValue() * Math.clamp(elapsed, 0, 1);
        all += hour.getValue();
      }
      return all == 0 ? 0 : before / all;
    }
  }

  private static final Label UNKNOWN = new Label("unknown", "");

  Label of(String account) {
    return accounts.getOrDefault(account, UNKNOWN);
  }

  /// The accounts of one campaign.
  List<String> membersOf(String campaign) {
    return accounts.entrySet().stream()
        .filter(e -> e.getValue().campaign().equals(campaign))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Reads `accounts.csv`, `campaigns.jsonl`, and `harvest.csv` when it is there.
  static Truth read(Path labels) throws IOException {
    Map<String, Label> accounts = new HashMap<>();
    for (Map<String, String> row : Tables.csv(labels.resolve("accounts.csv"))) {
      accounts.put(
          row.getOrDefault("account_id", ""),
          new Label(row.getOrDefault("community", ""), row.getOrDefault("campaign_id", "")));
    }
    Map<String, NavigableMap<Instant, Long>> harvest = harvest(labels.resolve("harvest.csv"));
    Map<String, Actual> campaigns = new LinkedHashMap<>();
    for (Tables.Line line : Tables.jsonl(labels.resolve("campaigns.jsonl"))) {
      String id = line.text("campaign_id");
      campaigns.put(
          id,
          new Actual(
              id,
              line.text("type"),
              line.text("difficulty"),
              number(line.text("harvest_exchanges")) / Math.max(1, number(line.text("exchanges"))),
              Optional.of(line.text("first_exchange"))
                  .filter(t -> !t.isEmpty())
                  .map(Instant::parse),
              harvest.getOrDefault(id, new TreeMap<>())));
    }
    return new Truth(accounts, campaigns);
  }

  private static Map<String, NavigableMap<Instant, Long>> harvest(Path file) throws IOException {
    Map<String, NavigableMap<Instant, Long>> hours = new HashMap<>();
    if (Files.exists(file)) {
      for (Map<String, String> row : Tables.csv(file)) {
        hours
            .computeIfAbsent(row.getOrDefault("campaign_id", ""), _ -> new TreeMap<>())
            .put(
                Instant.parse(row.getOrDefault("hour", "")),
                Long.parseLong(row.getOrDefault("harvest_exchanges", "")));
      }
    }
    return hours;
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }
}
