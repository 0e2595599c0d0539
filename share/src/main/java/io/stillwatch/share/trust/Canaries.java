// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.crypto.Hmac;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/// Invented tokens among the leads we send, other ones to each peer. No customer anywhere has one:
/// who reports one made it up, or got it from the peer it was given to.
public final class Canaries {
  /// For each peer, epoch and kind.
  private static final int EACH = 4;

  private static final int LEAST_BYTES = 16;

  private final SecretKey key;
  private final String scheme;

  /// @param secret 16 bytes or more
  /// @param scheme how real tokens are made, so that these look the same
  public Canaries(byte[] secret, String scheme) {
    that(secret.length >= LEAST_BYTES, "a key for canaries has 16 bytes at least");
    key = Hmac.key(secret);
    this.scheme = scheme;
  }

  /// Those of one peer.
  ///
  /// @param epoch a month such as `2026-06`
  public List<Token> of(String peer, String epoch, TokenKind kind) {
    var tokens = new ArrayList<Token>();
    for (int n = 0; n < EACH; n++) {
      String hex =
          HexFormat.of().formatHex(Hmac.of(key, peer + '\n' + epoch + '\n' + kind.word() + n));
      tokens.add(new Token(kind, scheme + ':' + epoch + ':' + hex));
    }
    return tokens;
  }

  /// To which of these peers a token was given, if it is one of ours.
  Optional<String> holder(Token token, Collection<String> peers) {
    return peers.stream()
        .filter(peer -> of(peer, token.epoch(), token.kind()).contains(token))
        .findFirst();
  }
}
