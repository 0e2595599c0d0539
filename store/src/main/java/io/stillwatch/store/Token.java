// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import java.util.OptionalLong;

/// Leave for a program to call the API. Its secret is not kept.
///
/// @param id public, part of the secret
/// @param name who or what it is for; the actor of what is done with it
/// @param role what it may do
/// @param created wall clock in milliseconds since 1970 UTC
/// @param expires when it ends by itself
/// @param lastUsedDay start of the UTC day on which it was last used; empty when it never was
/// @param revokedAt when it was revoked; empty when it was not
public record Token(
    String id,
    String name,
    Role role,
    long created,
    long expires,
    OptionalLong lastUsedDay,
    OptionalLong revokedAt) {
  public Token {
    filled(name, "a token needs a name");
    that(created < expires, "a token expires after it was made");
  }

  /// Whether it opens anything now, in milliseconds since 1970 UTC.
  public boolean holds(long now) {
    return revokedAt.isEmpty() && now < expires;
  }
}
