// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.pipeline.Out;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps book of the day's groups for the accounts somebody asked about, and tells why each of them
/// is named or not.
final class Explanation {
  private static final int GROUPS_MOST = 8;

  private final Population population;
  private final Map<String, Integer> asked = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();
  private final Map<String, List<String>> verdicts = new LinkedHashMap<>();

  Explanation(List<String> accounts, Population population) {
    this.population = population;
    for (String account : accounts) {
      asked.put(account, -1);
      groups.put(account, new ArrayList<>());
      verdicts.put(account, new ArrayList<>());
    }
    for (int i = 0; i < population.size() && !asked.isEmpty(); i++) {
      int principal = i;
      for (Portrait p : population.accounts(i)) {
        asked.computeIfPresent(p.name(), (name, before) -> principal);
      }
    }
  }

  /// Whether a group holds an account that somebody asked about.
  boolean asks(Candidate candidate) {
    return asked.values().stream().anyMatch(i -> i >= 0 && candidate.members().contains(i));
  }

  /// Notes a group that was looked at, and what became of it.
  ///
  /// @param line natural logarithm of the e-value demanded
  void note(Group group, Map<Family, Term> terms, double line, String fate) {
    asked.forEach(
        (account, principal) -> {
          List<String> lines = groups.getOrDefault(account, List.of());
          if (principal >= 0 && group.contains(principal) && lines.size() < GROUPS_MOST) {
            lines.add(words(group, terms, line, fate, principal));
          }
        });
  }

  private static String words(
      Group group, Map<Family, Term> terms, double line, String fate, int principal) {
    var text = new StringBuilder();
    text.append(
        "a group of %,d, brought together by %s: %s."
            .formatted(group.size(), group.candidate.reason().words(), fate));
    text.append(" Line: e = 10^%s.".formatted(log10(line)));
    if (!group.own.isEmpty()) {
      text.append(
          " Of the group's own scaffolds it has %,d uses.".formatted(group.uses(principal)));
    }
    for (Term term : terms.values()) {
      text.append(
          "\n    %s e = 10^%s: %s. Null: %s."
              .formatted(term.family(), log10(term.logE()), term.says(), term.nullModel()));
    }
    return text.toString();
  }

  private static String log10(double logE) {
    return Term.number(Math.rint(logE / Math.log(10) * 10) / 10);
  }

  /// Notes a group that is reported.
  void named(Campaign campaign) {
    for (Member member : campaign.members()) {
      if (asked.containsKey(member.account())) {
        List<String> lines = verdicts.getOrDefault(member.account(), List.of());
        lines.add(
            "in %s (%s), with e = 10^%s of its own: %s."
                .formatted(
                    campaign.id(),
                    campaign.verdict().word(),
                    Term.number(Math.rint(member.log10E() * 10) / 10),
                    String.join("; ", member.because())));
        campaign.overturn().forEach(way -> lines.add("what would overturn it: " + way + "."));
      }
    }
  }

  /// Sends one explanation for each account asked about.
  void tell(long now, Out<? super Finding> out) {
    int tie = 0;
    for (Map.Entry<String, Integer> one : asked.entrySet()) {
      String account = one.getKey();
      var lines = new ArrayList<String>();
      lines.add(activity(account, one.getValue()));
      List<String> verdict = verdicts.getOrDefault(account, List.of());
      lines.addAll(verdict.isEmpty() ? List.of("it is in no group that is reported.") : verdict);
      List<String> looked = groups.getOrDefault(account, List.of());
      lines.addAll(looked);
      if (verdict.isEmpty() && one.getValue() >= 0) {
        lines.add(
            looked.isEmpty()
                ? "no group it could belong to was nominated; it would be looked at if"
                    + " it shared a scaffold, habits or traits with four others or more, or if"
                    + " something private passed between them."
                : "it would be reported if one of these groups crossed its line, and its own uses"
                    + " and flows fitted the group's.");
      }
      out.send(new Finding.Explained(now, ++tie, account, lines));
    }
  }

  private String activity(String account, int principal) {
    if (principal < 0) {
      return "no exchange of this account was seen.";
    }
    for (Portrait p : population.accounts(principal)) {
      if (p.name().equals(account)) {
        int accounts = population.accounts(principal).size();
        return "%,d exchanges, %,d pieces of new work, from %s to %s; %s."
            .formatted(
                p.exchanges(),
                p.works(),
                Instant.ofEpochMilli(p.first()),
                Instant.ofEpochMilli(p.last()),
                accounts == 1
                    ? "it answers for itself"
                    : "its organisation answers for %,d accounts, which are one principal"
                        .formatted(accounts));
      }
    }
    return "no exchange of this account was seen.";
  }
}
