// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// What a scan said.
///
/// @param groups its groups by id
/// @param watched accounts of groups with the verdict `watch`, with the highest evidence that they
///   belong to one
/// @param withdrawn accounts that were accused earlier and are no longer
record Found(
    NavigableMap<String, Group> groups, Map<String, Double> watched, Set<String> withdrawn) {

  /// A group.
  ///
  /// @param members everybody in it
  /// @param accused those it accuses, with the evidence that they belong; nobody unless the verdict
  ///   is `campaign`
  /// @param exchanges how many exchanges of each member it counted, where it says
  record Group(
      String id,
      String verdict,
      Set<String> members,
      Map<String, Double> accused,
      Map<String, Long> exchanges,
      Optional<Instant> detectedAt,
      OptionalDouble shareHarvest) {

    /// It says that several accounts are one campaign. A group of one says no such thing.
    boolean accusesTogether() {
      return accused.size() > 1;
    }
  }

  /// Accused accounts, each with the group that holds most evidence of it; the first by id when two
  /// hold as much.
  Map<String, Group> accused() {
    Map<String, Group> by = new TreeMap<>();
    for (Group group : groups.values()) {
      group
          .accused()
          .forEach(
              (account, evidence) ->
                  by.merge(
                      account,
                      group,
                      (old, now) ->
                          evidence > old.accused().getOrDefault(account, 0.0) ? now : old));
    }
    return by;
  }

  /// Reads `accounts.csv` and `campaigns.jsonl`.
  static Found read(Path scan) throws IOException {
    Map<String, Map<String, Double>> rows = new HashMap<>();
    for (Map<String, String> row : Tables.csv(scan.resolve("accounts.csv"))) {
      rows.computeIfAbsent(row.getOrDefault("campaign_id", ""), _ -> new TreeMap<>())
          .merge(
              row.getOrDefault("account_id", ""),
              number(row.getOrDefault("membership_log10_e", "")).orElse(0),
              Math::max);
    }
    NavigableMap<String, Group> groups = new TreeMap<>();
    Map<String, Double> watched = new HashMap<>();
    for (Tables.Line line : Tables.jsonl(scan.resolve("campaigns.jsonl"))) {
      Group group = group(line, rows.getOrDefault(line.text("campaign_id"), Map.of()));
      groups.put(group.id(), group);
      if (group.verdict().equals("watch")) {
        for (Map<String, String> member : line.objects().getOrDefault("members", List.of())) {
          watched.merge(
              member.getOrDefault("account_id", ""),
              number(member.getOrDefault("log10_e", "")).orElse(0),
              Math::max);
        }
      }
    }
    return new Found(groups, watched, withdrawn(scan));
  }

  /// Reads `withdrawn.csv`; a detector that looks once has none.
  private static Set<String> withdrawn(Path scan) throws IOException {
    Set<String> accounts = new LinkedHashSet<>();
    Path file = scan.resolve("withdrawn.csv");
    if (Files.exists(file)) {
      Tables.csv(file).forEach(row -> accounts.add(row.getOrDefault("account_id", "")));
    }
    return accounts;
  }

  private static Group group(Tables.Line line, Map<String, Double> rows) {
    Set<String> members = new LinkedHashSet<>(line.texts().getOrDefault("accounts", List.of()));
    members.addAll(rows.keySet());
    return new Group(
        line.text("campaign_id"),
        line.text("verdict"),
        members,
        line.text("verdict").equals("campaign") ? rows : Map.of(),
        exchanges(line),
        Optional.of(line.text("detected_at")).filter(t -> !t.isEmpty()).map(Instant::parse),
        number(line.text("share_harvest")));
  }

  private static Map<String, Long> exchanges(Tables.Line line) {
    Map<String, Long> counts = new HashMap<>();
    for (Map<String, String> member : line.objects().getOrDefault("members", List.of())) {
      counts.put(
          member.getOrDefault("account_id", ""),
          (long) number(member.getOrDefault("exchanges", "")).orElse(0));
    }
    return counts;
  }

  private static OptionalDouble number(String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }
}
