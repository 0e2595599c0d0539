// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Scans in which every text is chosen by somebody who means harm, or every number is impossible.
final class Hostile {
  private Hostile() {}

  /// One campaign of one account; `text` stands wherever text can stand.
  static Scan scan(String text) {
    Scan calm = Scans.of(campaign(text, 3));
    TreeMap<String, Long> rejected = new TreeMap<>();
    rejected.put(text, 1L);
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put(text, text);
    return new Scan(
        text,
        Optional.of(Scans.WEEK),
        settings,
        List.of(new Scan.Input(text, 1)),
        new Scan.Counted(1, 1, 1, 1, rejected, 0, 0),
        List.of(new Scan.Availability(Family.E3, false, text)),
        List.of(new Scan.NullParameter(text, 1, text)),
        calm.testing(),
        List.of(text),
        calm.cost(),
        calm.prices(),
        calm.campaigns(),
        List.of(new Scan.Withdrawal(text, text, Scans.START, Scans.START + 1)),
        Optional.of(new Scan.Requests(List.of(new Scan.Share(text, 1, 2)), 3, text)));
  }

  /// One campaign in which every number is `number`.
  static Scan numbers(double number) {
    return Scans.of(campaign("a", number));
  }

  private static Campaign campaign(String text, double number) {
    Counts one = new Counts(1, 1, 1);
    return new Campaign(
        text,
        Verdict.CAMPAIGN,
        List.of(new Member(text, number, number, one, List.of(text))),
        1,
        Scans.WEEK,
        one,
        number,
        number,
        number,
        Scans.START,
        number,
        List.of(new Evidence(Family.E1, text, number, number, number, Scans.WEEK, text, text, 1)),
        List.of(new ModelUse(text, one)),
        List.of(text),
        List.of(text),
        List.of(new Day(Scans.START, 1, 1)),
        List.of(new Tie(text, text + "2", text, 1)));
  }
}
