// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import io.stillwatch.cli.kit.Csv;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.share.stix.Disclosure;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The tokens that may leave in place of accounts, from a CSV with the columns `account_id`, `kind`
/// and `token`. The first kind an account has, in the order of [TokenKind], is what peers meet it
/// by.
final class AccountTokens {
  private AccountTokens() {}

  /// @throws Failure when it is no such table
  static SortedMap<String, Disclosure.Account> read(Path file) throws IOException {
    var tokens = new TreeMap<String, List<Token>>();
    for (Map<String, String> row : Csv.rows(file, List.of("account_id", "kind", "token"))) {
      tokens
          .computeIfAbsent(row.getOrDefault("account_id", ""), account -> new ArrayList<>())
          .add(token(file, row));
    }
    var accounts = new TreeMap<String, Disclosure.Account>();
    tokens.forEach(
        (account, all) -> {
          all.sort(Comparator.comparing(Token::kind));
          accounts.put(account, new Disclosure.Account(all.getFirst(), all.subList(1, all.size())));
        });
    return accounts;
  }

  private static Token token(Path file, Map<String, String> row) {
    String word = row.getOrDefault("kind", "");
    TokenKind kind =
        TokenKind.of(word)
            .orElseThrow(() -> Failure.unusable(file + " names a kind that is none: " + word));
    try {
      return new Token(kind, row.getOrDefault("token", ""));
    } catch (IllegalArgumentException e) {
      throw Failure.unusable(file + " holds what is no token: " + e.getMessage());
    }
  }
}
