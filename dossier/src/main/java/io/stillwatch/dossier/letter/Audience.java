// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

/// Whom a letter is for.
public enum Audience {
  COUNSEL("counsel", "For counsel. Privileged where the law says so; it names accounts by id."),
  PEER("peer", "For a peer. It names no account; look for the same pattern in your own traffic."),
  REGULATOR(
      "regulator", "For a regulator. Accounts are numbers; the provider can open each of them."),
  PUBLIC("public", "For everybody. Figures are rounded and dates are days; no account is shown.");

  private final String word;
  private final String note;

  Audience(String word, String note) {
    this.word = word;
    this.note = note;
  }

  /// The word used on the command line and in files.
  public String word() {
    return word;
  }

  String note() {
    return note;
  }
}
