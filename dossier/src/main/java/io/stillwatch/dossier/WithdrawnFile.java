// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import java.util.Comparator;
import java.util.stream.Collectors;

/// `withdrawn.csv`: the accounts that an earlier judgement accused and the newest does not. Whoever
/// acted on such an accusation has something to undo.
final class WithdrawnFile {
  private static final String HEADER = "account_id,campaign_id,named_at,withdrawn_at\n";

  private WithdrawnFile() {}

  static String of(Scan scan) {
    return scan.withdrawn().stream()
        .sorted(Comparator.comparing(Scan.Withdrawal::account))
        .map(WithdrawnFile::row)
        .collect(Collectors.joining("", HEADER, ""));
  }

  private static String row(Scan.Withdrawal one) {
    return AccountsFile.cell(one.account())
        + ","
        + AccountsFile.cell(one.campaign())
        + ","
        + Times.rfc3339(one.named())
        + ","
        + Times.rfc3339(one.withdrawn())
        + "\n";
  }
}
