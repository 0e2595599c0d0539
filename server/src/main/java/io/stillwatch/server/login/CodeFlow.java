// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The authorization code flow of OpenID Connect Core 1.0 with proof of possession (PKCE, RFC
/// 7636), at one issuer for one client.
public final class CodeFlow {
  private static final int PATIENCE_MS = 5_000;

  /// Signatures by keys that the issuer alone has; never `none`, never a shared secret.
  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.EdDSA);

  private final OIDCProviderMetadata provider;
  private final ClientID client;
  private final Optional<Secret> secret;
  private final Scope scope;

  /// Who logged in.
  ///
  /// @param token the signed ID token
  /// @param subject the issuer's name of the person
  /// @param role what the claim says; empty when there is none
  /// @param until when the token ends
  public record Person(String token, String subject, Optional<String> role, Instant until) {
    /// Keeps the token out of logs.
    @Override
    public String toString() {
      return "Person[" + subject + "]";
    }
  }

  private CodeFlow(
      OIDCProviderMetadata provider, ClientID client, Optional<Secret> secret, Scope scope) {
    this.provider = provider;
    this.client = client;
    this.secret = secret;
    this.scope = scope;
  }

  /// Asks the issuer where its doors are.
  ///
  /// @param secret of the client; empty for a public one
  /// @param scope with spaces between, such as `openid profile`
  /// @throws IOException when the issuer does not say
  public static CodeFlow at(String issuer, String client, Optional<String> secret, String scope)
      throws IOException {
    try {
      return new CodeFlow(
          OIDCProviderMetadata.resolve(new Issuer(issuer), PATIENCE_MS, PATIENCE_MS),
          new ClientID(client),
          secret.map(Secret::new),
          Scope.parse(scope));
    } catch (GeneralException e) {
      throw new IOException("the issuer " + issuer + " does not say where its doors are", e);
    }
  }

  /// Where the browser has to go.
  public URI begin(Attempt attempt) {
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE), scope, client, attempt.redirect())
        .endpointURI(provider.getAuthorizationEndpointURI())
        .state(attempt.state())
        .nonce(attempt.nonce())
        .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// Fetches and checks the token.
  ///
  /// @param callback as the browser called it, with its query
  /// @param roleClaim the claim that holds the role
  /// @throws LoginFailed when it is no answer to this attempt, or the issuer refuses
  public Person end(Attempt attempt, URI callback, String roleClaim) throws LoginFailed {
    try {
      JWT token = token(attempt, code(attempt, callback)).getOIDCTokens().getIDToken();
      IDTokenClaimsSet claims = validator(token).validate(token, attempt.nonce());
      return new Person(
          token.getParsedString(),
          claims.getSubject().getValue(),
          Optional.ofNullable(claims.getStringClaim(roleClaim)),
          claims.getExpirationTime().toInstant());
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new LoginFailed("the issuer's answer is none that can be trusted");
    } catch (IOException e) {
      throw new LoginFailed("the issuer does not answer");
    }
  }

  private static AuthorizationCode code(Attempt attempt, URI callback)
      throws ParseException, LoginFailed {
    AuthenticationResponse answer = AuthenticationResponseParser.parse(callback);
    if (!attempt.state().equals(answer.getState())) {
      throw new LoginFailed("this is no answer to a login that was begun here");
    }
    if (!answer.indicatesSuccess()) {
      throw new LoginFailed("the issuer refused the login");
    }
    return answer.toSuccessResponse().getAuthorizationCode();
  }

  private OIDCTokenResponse token(Attempt attempt, AuthorizationCode code)
      throws ParseException, IOException, LoginFailed {
    var grant = new AuthorizationCodeGrant(code, attempt.redirect(), attempt.verifier());
    URI door = provider.getTokenEndpointURI();
    TokenRequest asked =
        secret.isPresent()
            ? new TokenRequest(door, new ClientSecretBasic(client, secret.get()), grant, null)
            : new TokenRequest(door, client, grant, null);
    HTTPRequest request = asked.toHTTPRequest();
    request.setConnectTimeout(PATIENCE_MS);
    request.setReadTimeout(PATIENCE_MS);
    TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
    if (!answer.indicatesSuccess() || !(answer instanceof OIDCTokenResponse tokens)) {
      throw new LoginFailed("the issuer gave no token for the code");
    }
    return tokens;
  }

  private IDTokenValidator validator(JWT token) throws LoginFailed, IOException {
    boolean signed =
        token.getHeader().getAlgorithm() instanceof JWSAlgorithm one && SIGNATURES.contains(one);
    if (!signed) {
      throw new LoginFailed("the issuer signs in a way that is not taken");
    }
    return new IDTokenValidator(
        provider.getIssuer(),
        client,
        (JWSAlgorithm) token.getHeader().getAlgorithm(),
        provider.getJWKSetURI().toURL());
  }
}
