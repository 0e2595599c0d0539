// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.dossier.Terminal.Tone;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import java.util.List;
import java.util.function.Function;

/// The scan in a few lines for a terminal. Ids from the log cannot steer it: control characters are
/// shown, not sent.
record Summary(Scan scan, Terminal terminal) {

  /// @param folder where the files are; empty when that is not known
  String text(String folder) {
    Findings findings = Findings.of(scan);
    StringBuilder page = new StringBuilder();
    line(page, terminal.say(Tone.STRONG, Headline.of(findings)));
    line(page, Headline.beside(findings));
    line(page, terminal.wrap(read(), ""));
    scan.warnings().forEach(warning -> line(page, warning(warning)));
    if (!findings.all().isEmpty()) {
      page.append('\n');
      table(page, findings);
      page.append('\n');
      findings.all().forEach(campaign -> line(page, because(campaign)));
    }
    page.append('\n');
    line(page, files(folder));
    return page.toString();
  }

  private String read() {
    Scan.Counted counted = scan.counted();
    return "Read "
        + Words.many(counted.exchanges(), "exchange")
        + " of "
        + Words.many(counted.accounts(), "account")
        + "; set aside "
        + Words.many(counted.rejectedLines(), "line")
        + "; tested "
        + Words.many(scan.testing().candidates(), "group")
        + " at a false discovery rate of "
        + Numbers.measure(scan.testing().fdr())
        + "; "
        + Numbers.tenth(scan.cost().wallSeconds())
        + " s.";
  }

  private String warning(String warning) {
    return terminal.say(Tone.AMBER, terminal.wrap("Warning: " + Visible.of(warning), ""));
  }

  private void table(StringBuilder page, Findings findings) {
    TextTable table = TextTable.fit(columns(findings), terminal.width());
    line(page, terminal.say(Tone.FAINT, table.header()));
    for (int i = 0; i < findings.all().size(); i++) {
      line(page, terminal.say(tone(findings.all().get(i).verdict()), table.row(i)));
    }
  }

  private static List<TextTable.Column> columns(Findings findings) {
    return List.of(
        column("CAMPAIGN", 10, false, findings, campaign -> Visible.of(campaign.id())),
        column("VERDICT", 9, false, findings, campaign -> campaign.verdict().word()),
        column("ACCOUNTS", 8, true, findings, c -> Numbers.count(c.members().size())),
        column("EXCHANGES", 7, true, findings, c -> Numbers.count(c.counts().exchanges())),
        column("TOKENS IN", 2, true, findings, c -> Numbers.brief(c.counts().tokensIn())),
        column("OUT", 1, true, findings, c -> Numbers.brief(c.counts().tokensOut())),
        column("LIST PRICE", 6, true, findings, c -> Bill.of(c, findings.prices()).words()),
        column("E CONTROL", 5, true, findings, c -> power(c.log10Control())),
        column("E EXTRACT", 4, true, findings, c -> power(c.log10Extraction())),
        column("FIRST SEEN", 3, false, findings, c -> Times.date(c.window().from())),
        column("LAST SEEN", 3, false, findings, c -> Times.date(c.window().until())));
  }

  private static TextTable.Column column(
      String title, int need, boolean right, Findings findings, Function<Campaign, String> cell) {
    return new TextTable.Column(title, need, right, findings.all().stream().map(cell).toList());
  }

  private String because(Campaign campaign) {
    String sentence =
        campaign.evidence().isEmpty()
            ? "no family of evidence spoke."
            : campaign.evidence().getFirst().says()
                + " ("
                + campaign.evidence().getFirst().family().name()
                + ")";
    return terminal.wrap(Visible.of(campaign.id() + ": " + sentence), "");
  }

  private String files(String folder) {
    String where = folder.isEmpty() ? "" : " in " + Visible.of(folder);
    return terminal.wrap(
        "Written"
            + where
            + ": "
            + String.join(", ", FILES)
            + (scan.requests().isPresent() ? ", " + RequestsFile.NAME : "")
            + ". Open "
            + Dossier.REPORT
            + " first.",
        "");
  }

  private static final List<String> FILES =
      List.of(Dossier.REPORT, Dossier.CAMPAIGNS, Dossier.ACCOUNTS, Dossier.WITHDRAWN, Dossier.SCAN);

  private static String power(double log10) {
    return "10^" + Numbers.tenth(log10);
  }

  private static Tone tone(Verdict verdict) {
    return switch (verdict) {
      case CAMPAIGN -> Tone.RED;
      case UNDECLARED_INTERMEDIARY -> Tone.AMBER;
      case WATCH -> Tone.PLAIN;
    };
  }

  private static void line(StringBuilder page, String text) {
    if (!text.isEmpty()) {
      page.append(text).append('\n');
    }
  }
}
