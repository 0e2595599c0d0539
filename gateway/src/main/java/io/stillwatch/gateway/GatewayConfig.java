// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.desk.Marker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// How the gateway listens, whom it believes, and what it puts up with.
///
/// @param listen where it listens
/// @param identity how a request is tied to an account
/// @param access who may ask and settle
/// @param upstream the model API behind the built-in proxy; empty when other gateways do the
///   proxying
/// @param limits sizes and counts
/// @param patience how long it waits for what
/// @param failing what happens when the desk does not answer
public record GatewayConfig(
    Listen listen,
    Identity identity,
    Access access,
    Optional<Upstream> upstream,
    Limits limits,
    Patience patience,
    Failing failing) {

  /// Loopback, any free port, nobody may ask but by forward-auth, fails open.
  public static GatewayConfig of(Secret secret) {
    return new GatewayConfig(
        new Listen("127.0.0.1", 0, Optional.empty(), 0),
        Identity.of(secret),
        Access.NOBODY,
        Optional.empty(),
        Limits.USUAL,
        Patience.USUAL,
        Failing.OPEN);
  }

  public GatewayConfig with(Listen other) {
    return new GatewayConfig(other, identity, access, upstream, limits, patience, failing);
  }

  public GatewayConfig with(Identity other) {
    return new GatewayConfig(listen, other, access, upstream, limits, patience, failing);
  }

  public GatewayConfig with(Access other) {
    return new GatewayConfig(listen, identity, other, upstream, limits, patience, failing);
  }

  public GatewayConfig with(Upstream other) {
    var some = Optional.of(other);
    return new GatewayConfig(listen, identity, access, some, limits, patience, failing);
  }

  public GatewayConfig with(Limits other) {
    return new GatewayConfig(listen, identity, access, upstream, other, patience, failing);
  }

  public GatewayConfig with(Patience other) {
    return new GatewayConfig(listen, identity, access, upstream, limits, other, failing);
  }

  public GatewayConfig with(Failing other) {
    return new GatewayConfig(listen, identity, access, upstream, limits, patience, other);
  }

  /// @param host address or name to bind
  /// @param port 0 for any free one
  /// @param tls certificate and key; empty for plain HTTP
  /// @param threads event loops; 0 for one on each core
  public record Listen(String host, int port, Optional<Tls> tls, int threads) {}

  /// @param certificate PEM file, the chain
  /// @param key PEM file, PKCS#8 without a password
  public record Tls(Path certificate, Path key) {}

  /// @param accountHeader names the account; believed from `trustedProxies` only, and never passed
  ///   on; empty when there is none
  /// @param trustedProxies networks such as `10.0.0.0/8` whose `accountHeader` and
  ///   `x-forwarded-for` are believed
  /// @param secret names API keys where no header names an account
  /// @param mapping file of lines `key-... account`; empty when a key's name is the account
  public record Identity(
      String accountHeader, List<String> trustedProxies, Secret secret, Optional<Path> mapping) {
    public Identity {
      trustedProxies = List.copyOf(trustedProxies);
    }

    /// By API keys alone.
    public static Identity of(Secret secret) {
      return new Identity("", List.of(), secret, Optional.empty());
    }
  }

  /// @param token whether a bearer's token is good; [Tokens] is one made of hashes
  /// @param loopbackMayAuth whether `/auth` answers callers on this machine without a token
  public record Access(Predicate<String> token, boolean loopbackMayAuth) {
    /// Only this machine, and only `/auth`.
    public static final Access NOBODY = new Access(token -> false, true);
  }

  /// @param base scheme, host, port, and a path that is put before every request's
  /// @param headers set on every request, such as the operator's own key
  /// @param trust PEM file of certificates to trust instead of the platform's
  /// @param askForUsage whether a stream that would not count its tokens is asked to
  /// @param marker changes requests so that replies are marked
  public record Upstream(
      URI base,
      Map<String, String> headers,
      Optional<Path> trust,
      boolean askForUsage,
      Marker marker) {
    public Upstream {
      headers = Map.copyOf(headers);
      String scheme = String.valueOf(base.getScheme());
      if (!(scheme.equals("http") || scheme.equals("https")) || base.getHost() == null) {
        throw new IllegalArgumentException(
            "the upstream " + base + " is no HTTP address; write it as https://api.example.com");
      }
    }

    public static Upstream of(URI base) {
      return new Upstream(base, Map.of(), Optional.empty(), true, Marker.NONE);
    }

    public Upstream with(Marker other) {
      return new Upstream(base, headers, trust, askForUsage, other);
    }

    /// Its headers may hold a key.
    @Override
    public String toString() {
      return "Upstream[" + base.getHost() + ", " + headers.size() + " headers]";
    }
  }

  /// @param connections callers at once; more are hung up on
  /// @param upstreams connections to the upstream at once; more requests get 503
  /// @param body bytes of a request whose JSON is looked at
  /// @param asked bytes of a question to the gateway itself
  /// @param held bytes of all requests that are held at once; more requests get 503
  /// @param kept bytes of a reply that are kept for the tap
  /// @param tapped exchanges that wait to be handed in; more are dropped and counted
  /// @param output tokens that a reply is assumed to take when the request does not limit it
  public record Limits(
      int connections,
      int upstreams,
      int body,
      int asked,
      long held,
      int kept,
      int tapped,
      int output) {
    public static final Limits USUAL =
        new Limits(10_000, 4_000, 32 << 20, 1 << 20, 256L << 20, 1 << 20, 10_000, 1024);
  }

  /// @param head for a whole request head, from its first byte
  /// @param idle between two requests
  /// @param stall for a body or a reply that does not move: this long without `minimum` bytes a
  ///   second, the caller is hung up on
  /// @param minimum bytes a second of a request body
  /// @param connect to the upstream
  /// @param firstByte for the head of the upstream's reply
  /// @param quiet within the upstream's reply
  /// @param drain for requests in flight when the gateway is closed
  public record Patience(
      Duration head,
      Duration idle,
      Duration stall,
      int minimum,
      Duration connect,
      Duration firstByte,
      Duration quiet,
      Duration drain) {
    public static final Patience USUAL =
        new Patience(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(20),
            100,
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));
  }

  /// @param open whether requests go on when the desk fails; else they get 503
  /// @param deskBlocks whether the desk may wait for a network; it is then asked on threads of its
  ///   own
  /// @param within how long such a desk may take
  public record Failing(boolean open, boolean deskBlocks, Duration within) {
    public static final Failing OPEN = new Failing(true, false, Duration.ofMillis(250));
    public static final Failing CLOSED = new Failing(false, false, Duration.ofMillis(250));
  }
}
