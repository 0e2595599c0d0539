// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.cli.kit.Csv;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.BadPolicy;
import io.stillwatch.respond.BadPolicy.Complaint;
import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Policies and what goes with them, as files.
final class Policies {
  private static final int LONGEST = 1 << 20;

  private Policies() {}

  /// Everything that is wrong with a file; nothing when it can be used.
  static List<String> complaints(Path file) throws IOException {
    try {
      Policy.parse(text(file));
      return List.of();
    } catch (BadPolicy bad) {
      return bad.complaints().stream().map(Complaint::toString).toList();
    }
  }

  /// @throws Failure with the first thing that is wrong
  static Policy read(Path file) throws IOException {
    try {
      return Policy.parse(text(file));
    } catch (BadPolicy bad) {
      int more = bad.complaints().size() - 1;
      throw Failure.unusable(
          file
              + ", "
              + bad.complaints().getFirst()
              + (more == 0 ? "" : "; and %,d more, see stillwatch policy check".formatted(more)));
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Failure.unusable(
          file + " is no file; stillwatch policy show prints a policy to start from");
    }
    if (Files.size(file) > LONGEST) {
      throw Failure.unusable(file + " is longer than 1 MiB; no policy is");
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw Failure.unusable(file + " is not in UTF-8");
    }
  }

  /// Tiers and facts from a CSV file: `account_id`, `tier`, and a column for each fact. An empty
  /// cell is a fact that is not known.
  static Map<String, Account> accounts(Path file, Policy policy) throws IOException {
    Map<String, Account> all = new TreeMap<>();
    for (Map<String, String> row : Csv.rows(file, List.of("account_id", "tier"))) {
      var facts = new TreeMap<>(row);
      facts.remove("account_id");
      facts.remove("tier");
      facts.values().removeIf(String::isEmpty);
      String id = row.getOrDefault("account_id", "");
      String tier = row.getOrDefault("tier", "");
      try {
        policy.tier(tier);
        all.put(id, new Account(id, tier, facts));
      } catch (IllegalArgumentException e) {
        throw Failure.unusable("%s, account %s: %s".formatted(file, id, e.getMessage()));
      }
    }
    return all;
  }

  /// Who is hostile in truth, by account.
  static Map<String, Boolean> truth(Path labels) throws IOException {
    Map<String, Boolean> all = new TreeMap<>();
    Path file = labels.resolve("accounts.csv");
    for (Map<String, String> row : Csv.rows(file, List.of("account_id", "hostile"))) {
      all.put(
          row.getOrDefault("account_id", ""),
          Boolean.parseBoolean(row.getOrDefault("hostile", "")));
    }
    return all;
  }
}
