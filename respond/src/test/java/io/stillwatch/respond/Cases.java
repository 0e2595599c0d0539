// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.respond.Protection.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Findings and policies as tests tell them.
final class Cases {
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /// Event time at which findings of these tests were detected.
  static final long START = 1_772_409_600_000L;

  static final DelayKey KEY = DelayKey.of("sixteen bytes...".getBytes(StandardCharsets.UTF_8));

  private Cases() {}

  static Campaign campaign(String... accounts) {
    return group("c-1", Verdict.CAMPAIGN, accounts);
  }

  static Campaign group(String id, Verdict verdict, String... accounts) {
    List<Member> members =
        Arrays.stream(accounts)
            .map(account -> new Member(account, 5.5, 0.9, new Counts(100, 2000, 9000), List.of()))
            .toList();
    return new Campaign(
        id,
        verdict,
        members,
        members.size(),
        new Window(START - DAY, START),
        new Counts(1000, 20_000, 90_000),
        17,
        9,
        5.5,
        START,
        0.8,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static String[] many(int number) {
    String[] accounts = new String[number];
    Arrays.setAll(accounts, i -> "acct-%04d".formatted(i));
    return accounts;
  }

  /// The standard policy's head with these rules instead of its own.
  static Policy policy(String... rules) {
    return Policy.parse(text(rules));
  }

  static String text(String... rules) {
    String standard = Policy.standardText();
    return standard.substring(0, standard.indexOf("[[rule]]")) + String.join("\n", rules);
  }

  static String rule(String name, String mode, String remedy, String when) {
    return """
        [[rule]]
        name = "%s"
        mode = "%s"
        when = '%s'
        remedy = "%s"
        at-once = false
        for = "14d"
        reason = "It was seen."
        """
        .formatted(name, mode, when, remedy);
  }

  static String live(String remedy) {
    return rule("up-to-" + remedy, "live", remedy, "true");
  }

  static Situation at(long now, Campaign... campaigns) {
    return Situation.of(now, List.of(campaigns));
  }

  static Situation withdrawn(Situation situation, String... accounts) {
    return new Situation(
        situation.now(),
        situation.campaigns(),
        Set.of(accounts),
        situation.accounts(),
        situation.decisions(),
        situation.protections(),
        situation.reviews());
  }

  static Situation shielded(Situation situation, String account, Kind kind) {
    var word =
        new Protection(
            account, kind, "Ada", "The contract shows it.", situation.now(), START + 90 * DAY);
    return new Situation(
        situation.now(),
        situation.campaigns(),
        situation.withdrawn(),
        situation.accounts(),
        situation.decisions(),
        List.of(word),
        situation.reviews());
  }

  static Situation reviewed(Situation situation, List<Review> reviews) {
    return new Situation(
        situation.now(),
        situation.campaigns(),
        situation.withdrawn(),
        situation.accounts(),
        situation.decisions(),
        situation.protections(),
        reviews);
  }

  static Situation knowing(Situation situation, Account... accounts) {
    return new Situation(
        situation.now(),
        situation.campaigns(),
        situation.withdrawn(),
        Arrays.stream(accounts).collect(Collectors.toMap(Account::id, account -> account)),
        situation.decisions(),
        situation.protections(),
        situation.reviews());
  }

  static Account account(String id, String tier, Map<String, String> facts) {
    return new Account(id, tier, new TreeMap<>(facts));
  }

  /// `acct-1 slow`, by account.
  static List<String> told(List<Decision> decisions) {
    return decisions.stream()
        .map(decision -> decision.account() + " " + decision.remedy().rung().word())
        .sorted()
        .toList();
  }
}
