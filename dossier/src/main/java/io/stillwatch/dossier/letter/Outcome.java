// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import java.util.List;

/// A letter with a good end: a finding is withdrawn, or an account cleared. It says what was wrong
/// and takes back what was shared.
///
/// @param kind `finding-withdrawn` or `account-cleared`
/// @param account the account that is cleared, "" for a finding
/// @param named since when it was accused, as text; "" when that is not known
/// @param withdrawn since when it is no longer; "" when that is not known
/// @param wrong what was wrong, in the words of who answers for it
/// @param retracted ids of what was shared and is taken back
public record Outcome(
    int format,
    String kind,
    String campaign,
    String account,
    String named,
    String withdrawn,
    String wrong,
    List<String> retracted) {
  public Outcome {
    if (wrong.isBlank()) {
      throw new IllegalArgumentException("a letter that takes back says what was wrong");
    }
    retracted = List.copyOf(retracted);
  }

  /// A finding that no longer stands.
  public static Outcome withdrawn(String campaign, String wrong, List<String> retracted) {
    return new Outcome(1, "finding-withdrawn", campaign, "", "", "", wrong, retracted);
  }

  /// An account that is no longer accused.
  public static Outcome cleared(
      String campaign, String account, List<String> times, String wrong, List<String> retracted) {
    return new Outcome(
        1, "account-cleared", campaign, account, times.get(0), times.get(1), wrong, retracted);
  }

  /// Whether it is about one account.
  public boolean cleared() {
    return kind.equals("account-cleared");
  }

  /// Whether anything was shared.
  public boolean shared() {
    return !retracted.isEmpty();
  }
}
