// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.stillwatch.store.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Takes tokens of an OpenID Connect issuer (OpenID Connect Core 1.0, RFC 7519): signed by a key it
/// publishes, for our audience, not expired, with a claim that holds the role. Who has no such
/// claim has no role here.
public final class Oidc implements Doorkeeper {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Of tokens that are made for an interface such as this (RFC 9068).
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

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

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final String roleClaim;

  private Oidc(URI keys, String issuer, String audience, String roleClaim) throws IOException {
    this.roleClaim = roleClaim;
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys.toURL()).retrying(true).build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, source));
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp", "iat")));
  }

  /// Asks the issuer where its keys are.
  ///
  /// @throws IOException when it does not say, or says that it is another
  public static Oidc of(String issuer, String audience, String roleClaim) throws IOException {
    URI discovery = URI.create(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
    JsonNode said = get(discovery);
    if (!said.path("issuer").asString("").equals(issuer)) {
      throw new IOException(
          "%s says that it is another issuer than people.oidc-issuer".formatted(discovery));
    }
    return new Oidc(URI.create(said.path("jwks_uri").asString("")), issuer, audience, roleClaim);
  }

  private static JsonNode get(URI address) throws IOException {
    var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("%s answers %d".formatted(address, answer.statusCode()));
      }
      return Json.tree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("asking " + address + " was interrupted", e);
    } catch (JacksonException e) {
      throw new IOException(address + " answers no JSON", e);
    }
  }

  @Override
  public Optional<Who> who(String bearer) {
    try {
      JWTClaimsSet claims = processor.process(bearer, null);
      String role = claims.getStringClaim(roleClaim);
      return Optional.ofNullable(role)
          .flatMap(Role::of)
          .map(known -> new Who(claims.getSubject(), known, true));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }
}
