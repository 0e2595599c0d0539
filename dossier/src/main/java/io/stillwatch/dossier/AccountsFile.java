// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// `accounts.csv`: the accounts that a verdict `campaign` names, and no other. Quoted after RFC
/// 4180, lines end in `\n`. An id is written as it is: changing it so that a spreadsheet does not
/// take it for a formula would name an account that does not exist.
final class AccountsFile {
  private static final String HEADER = "account_id,campaign_id,membership_log10_e,share_harvest\n";

  private AccountsFile() {}

  static String of(Findings findings) {
    return rows(findings).stream()
        .map(row -> row.line() + "\n")
        .collect(Collectors.joining("", HEADER, ""));
  }

  static List<Row> rows(Findings findings) {
    return findings.with(Verdict.CAMPAIGN).stream()
        .flatMap(campaign -> campaign.members().stream().map(member -> row(campaign, member)))
        .sorted(Comparator.comparing(Row::account).thenComparing(Row::campaign))
        .toList();
  }

  private static Row row(Campaign campaign, Member member) {
    return new Row(
        member.account(),
        campaign.id(),
        Numbers.fixed(member.log10E(), 4),
        Numbers.fixed(member.shareHarvest(), 4));
  }

  record Row(String account, String campaign, String log10E, String shareHarvest) {
    String line() {
      return cell(account) + "," + cell(campaign) + "," + log10E + "," + shareHarvest;
    }
  }

  /// RFC 4180: quoted when it holds a comma, a quote or a line end. Outer spaces are quoted too,
  /// since many readers trim them.
  static String cell(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.strip().equals(text);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
