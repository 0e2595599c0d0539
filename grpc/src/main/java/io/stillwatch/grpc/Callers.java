// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.desk.KeyHash;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Who a request is by: the account in a header that the gateway sets, or its API key, hashed. A
/// header counts only if the gateway takes away what clients send under its name.
public final class Callers {
  private static final List<String> KEY_HEADERS = List.of("x-api-key", "api-key");
  private static final String BEARER = "bearer ";
  private static final int LONGEST = 512;
  private static final int SHORTEST_KEY = 16;

  private final String header;
  private final byte @Nullable [] deploymentKey;
  private final boolean strangersPass;

  private Callers(String header, byte @Nullable [] deploymentKey, boolean strangersPass) {
    this.header = header.toLowerCase(Locale.ROOT);
    this.deploymentKey = deploymentKey;
    this.strangersPass = strangersPass;
  }

  /// The account is in this header.
  public static Callers byHeader(String header) {
    return new Callers(header, null, false);
  }

  /// The account is known by its API key, as [KeyHash] says.
  public static Callers byKey(byte[] deploymentKey) {
    return new Callers("", secret(deploymentKey), false);
  }

  /// The account is in this header; where that is missing, its API key counts.
  public static Callers byHeaderOrKey(String header, byte[] deploymentKey) {
    return new Callers(header, secret(deploymentKey), false);
  }

  private static byte[] secret(byte[] deploymentKey) {
    that(deploymentKey.length >= SHORTEST_KEY, "a deployment key has 16 bytes at least");
    return deploymentKey.clone();
  }

  /// The same, letting requests without an account pass. Else they are answered 401.
  public Callers lettingStrangersPass() {
    return new Callers(header, deploymentKey, true);
  }

  boolean strangersPass() {
    return strangersPass;
  }

  /// @param headers the value of a header by its name in lower case; empty when there is none
  Optional<String> account(UnaryOperator<String> headers) {
    String named = header.isEmpty() ? "" : headers.apply(header);
    if (!named.isEmpty()) {
      return named.length() <= LONGEST ? Optional.of(named) : Optional.empty();
    }
    String key = keyId(headers);
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  /// The API key's id; empty when there is no key, or none of ours to hash it with.
  String keyId(UnaryOperator<String> headers) {
    String key = key(headers);
    return deploymentKey == null || key.isEmpty() ? "" : KeyHash.account(deploymentKey, key);
  }

  private static String key(UnaryOperator<String> headers) {
    for (String name : KEY_HEADERS) {
      String key = headers.apply(name).strip();
      if (!key.isEmpty()) {
        return key;
      }
    }
    String authorization = headers.apply("authorization").strip();
    boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer ? authorization.substring(BEARER.length()).strip() : "";
  }
}
