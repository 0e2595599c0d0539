// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// STIX patterns for tokens, written and read. What is written, any STIX tool can match: tokens
/// stand in `user_id` or in a hash, and beside it in the extension. Read is that form only; every
/// other pattern is kept and matches nothing.
final class TokenPattern {
  /// Tokens of one pattern at most.
  static final int TOKENS_MOST = 500;

  private static final int CHARACTERS_MOST = 200_000;
  private static final String IN_EXTENSION = "extensions.'" + Extension.ID + "'.";
  private static final Pattern TERM =
      Pattern.compile(
          "(?:user-account|file):([a-zA-Z0-9_.'-]+) (?:= ('[^'\\\\]*')|IN \\(('[^'\\\\]*'(?:, '[^'\\\\]*')*)\\))");

  private TokenPattern() {}

  /// @param tokens of one kind, 1 to 500
  static String of(List<Token> tokens) {
    that(
        !tokens.isEmpty() && tokens.size() <= TOKENS_MOST,
        "a pattern has 1 to %d tokens".formatted(TOKENS_MOST));
    TokenKind kind = tokens.getFirst().kind();
    that(tokens.stream().allMatch(t -> t.kind() == kind), "a pattern has tokens of one kind");
    if (kind == TokenKind.TEMPLATE) {
      return "[file:hashes.'SHA-256' " + among(tokens.stream().map(Token::hex).toList()) + "]";
    }
    String values = among(tokens.stream().map(Token::value).toList());
    String property = IN_EXTENSION + property(kind);
    return "[user-account:user_id " + values + " OR user-account:" + property + ' ' + values + "]";
  }

  /// The property of the extension that holds tokens of a kind.
  static String property(TokenKind kind) {
    return switch (kind) {
      case EMAIL -> "email_token";
      case PAYMENT -> "payment_token";
      case DEVICE -> "device_token";
      case PHONE, BANK, ADDRESS, BLOCK, BLOCK6, CLIENT, NETWORK, TEMPLATE ->
          kind.word().replace('-', '_') + "_token";
    };
  }

  private static String among(List<String> values) {
    if (values.size() == 1) {
      return "= '" + values.getFirst() + "'";
    }
    return values.stream().collect(Collectors.joining("', '", "IN ('", "')"));
  }

  /// The tokens of a pattern of ours; empty when it is another's.
  ///
  /// @param prefix scheme and epoch, which a hash does not hold
  static Optional<List<Token>> read(String pattern, TokenKind kind, String prefix) {
    if (pattern.length() > CHARACTERS_MOST || !pattern.startsWith("[") || !pattern.endsWith("]")) {
      return Optional.empty();
    }
    var found = new ArrayList<List<String>>();
    Matcher term = TERM.matcher(pattern).region(1, pattern.length() - 1);
    int at = 1;
    while (term.find()) {
      String between = pattern.substring(at, term.start());
      if (!between.equals(at == 1 ? "" : " OR ") || !names(term.group(1), kind)) {
        return Optional.empty();
      }
      found.add(values(term.group(2) == null ? term.group(3) : term.group(2)));
      at = term.end();
    }
    boolean whole = at == pattern.length() - 1 && found.stream().distinct().count() == 1;
    return whole ? tokens(found.getFirst(), kind, prefix) : Optional.empty();
  }

  private static boolean names(String path, TokenKind kind) {
    return kind == TokenKind.TEMPLATE
        ? path.equals("hashes.'SHA-256'")
        : path.equals("user_id") || path.equals(IN_EXTENSION + property(kind));
  }

  private static List<String> values(String quoted) {
    return List.of(quoted.substring(1, quoted.length() - 1).split("', '", -1));
  }

  private static Optional<List<Token>> tokens(List<String> values, TokenKind kind, String prefix) {
    if (values.size() > TOKENS_MOST) {
      return Optional.empty();
    }
    var tokens = new ArrayList<Token>();
    for (String value : values) {
      String whole = kind == TokenKind.TEMPLATE ? prefix + value : value;
      if (!Token.FORM.matcher(whole).matches()) {
        return Optional.empty();
      }
      tokens.add(new Token(kind, whole));
    }
    return Optional.of(List.copyOf(tokens));
  }
}
