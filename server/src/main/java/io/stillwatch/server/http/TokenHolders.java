// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stillwatch.model.crypto.Sha256;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.Token;
import io.stillwatch.store.Tokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Lets in who has a token. While the database does not answer, who was let in within the last day
/// still is: what they hand in goes to the journal, and nobody can revoke a token then either.
public final class TokenHolders implements Doorkeeper {
  private static final String TOKEN = "sw_";
  private static final int KNOWN_MOST = 10_000;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  /// So long a database that did not answer is not asked again: each question would wait for it.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Tokens tokens;
  private final InstantSource clock;
  private final Cache<String, Token> known =
      Caffeine.newBuilder().maximumSize(KNOWN_MOST).expireAfterWrite(REMEMBERED).build();
  private final Cache<Boolean, Boolean> silent =
      Caffeine.newBuilder().expireAfterWrite(PAUSE).build();

  /// @param clock of this machine
  public TokenHolders(Tokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Optional<Who> who(String bearer) {
    if (!bearer.startsWith(TOKEN)) {
      return Optional.empty();
    }
    if (silent.getIfPresent(true) != null) {
      return remembered(bearer);
    }
    try {
      Optional<Token> found = tokens.find(bearer);
      found.ifPresentOrElse(
          token -> known.put(Sha256.hex(bearer), token),
          () -> known.invalidate(Sha256.hex(bearer)));
      return found.map(TokenHolders::who);
    } catch (StoreFailed e) {
      silent.put(true, true);
      return remembered(bearer);
    }
  }

  private Optional<Who> remembered(String bearer) {
    Token token = known.getIfPresent(Sha256.hex(bearer));
    if (token == null) {
      throw Problem.unavailable("the database does not answer, and this token was not used lately");
    }
    return Optional.of(token).filter(one -> one.holds(clock.millis())).map(TokenHolders::who);
  }

  private static Who who(Token token) {
    return new Who(token.name(), token.role(), false);
  }
}
