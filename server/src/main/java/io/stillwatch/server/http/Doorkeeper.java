// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Tokens;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/// Tells who calls, by the secret that a request bears.
public interface Doorkeeper {
  /// @param bearer what stands after `Bearer` in the header
  /// @return who that is; empty when nobody
  Optional<Who> who(String bearer);

  /// Lets in who has a token of ours, or of the issuer that the settings name.
  ///
  /// @param clock of this machine
  /// @throws IOException when the issuer does not answer
  static Doorkeeper of(Settings settings, Tokens tokens, InstantSource clock) throws IOException {
    Doorkeeper ours = new TokenHolders(tokens, clock);
    Optional<String> issuer = settings.some(Key.OIDC_ISSUER);
    if (issuer.isEmpty()) {
      return ours;
    }
    String audience = settings.text(Key.OIDC_AUDIENCE);
    String roles = settings.text(Key.OIDC_ROLE_CLAIM);
    return any(ours, Oidc.of(issuer.get(), audience, roles));
  }

  /// Asks each until one knows.
  static Doorkeeper any(Doorkeeper first, Doorkeeper second) {
    return bearer -> first.who(bearer).or(() -> second.who(bearer));
  }
}
