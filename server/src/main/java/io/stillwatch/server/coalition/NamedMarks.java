// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.coalition;

import io.stillwatch.identity.IdentityKey;
import io.stillwatch.identity.Mail;
import io.stillwatch.identity.Mark;
import io.stillwatch.identity.Notices;
import io.stillwatch.identity.Trait;
import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.stix.TokenKind;
import java.util.Map;
import java.util.Optional;

/// What peers have named, of what was seen here: asked while somebody signs up, answered from
/// memory. It holds hashes alone.
final class NamedMarks implements Notices {
  private final IdentityKey key;
  private volatile Map<Mark, String> named = Map.of();

  NamedMarks(IdentityKey key) {
    this.key = key;
  }

  /// From now on these are named, and nothing else.
  ///
  /// @param all with what the peer calls itself
  void become(Map<Mark, String> all) {
    named = Map.copyOf(all);
  }

  @Override
  public Optional<String> namedBy(Trait trait, String token) {
    return Optional.ofNullable(named.get(Mark.of(trait, normal(trait, token), key)));
  }

  /// The mark of something that has a token; empty when screening does not ask for its kind.
  Optional<Mark> of(TokenKind kind, String value) {
    return switch (kind) {
      case EMAIL -> Optional.of(Mark.of(Trait.MAILBOX, Mail.of(value, key).mailbox(), key));
      case PAYMENT -> Optional.of(Mark.of(Trait.PAYMENT, value, key));
      case DEVICE -> Optional.of(Mark.of(Trait.DEVICE, value, key));
      case PHONE, BANK, ADDRESS, BLOCK, BLOCK6, CLIENT, NETWORK, TEMPLATE -> Optional.empty();
    };
  }

  private static String normal(Trait trait, String token) {
    return switch (trait) {
      case PAYMENT -> normal(Label.CARD_PAR, token);
      case DEVICE -> normal(Label.DEVICE, token);
      case MAILBOX, BLOCK, NETWORK, PATTERN -> token;
    };
  }

  private static String normal(Label label, String token) {
    try {
      return Identifier.of(label, token).value();
    } catch (IllegalArgumentException e) {
      return token; // in no form that peers compare
    }
  }
}
