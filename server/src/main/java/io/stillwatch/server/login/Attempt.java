// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.stillwatch.model.crypto.Hmac;
import java.net.URI;
import java.util.Base64;
import javax.crypto.SecretKey;

/// One attempt to log in, from the request to its callback. All its secrets follow from a random
/// number that only the browser keeps, so nothing is remembered for strangers who begin and never
/// come back, and any replica can end what another began.
///
/// @param redirect where the code comes back to
/// @param state tells our callbacks from those that others sent a browser to
/// @param nonce ties the token to this attempt
/// @param verifier ties the code to this attempt (RFC 7636)
public record Attempt(URI redirect, State state, Nonce nonce, CodeVerifier verifier) {

  /// @param random of this attempt, 256 bits
  public static Attempt of(String random, URI redirect) {
    SecretKey key = Hmac.key(random.getBytes(UTF_8));
    return new Attempt(
        redirect,
        new State(derived(key, "state")),
        new Nonce(derived(key, "nonce")),
        new CodeVerifier(derived(key, "verifier")));
  }

  private static String derived(SecretKey key, String what) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Hmac.of(key, what));
  }

  /// Keeps the secrets out of logs.
  @Override
  public String toString() {
    return "Attempt[closed]";
  }
}
