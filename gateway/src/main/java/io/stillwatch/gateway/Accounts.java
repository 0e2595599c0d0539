// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRule;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.stillwatch.gateway.GatewayConfig.Identity;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Ties a request to an account: by a header, if a trusted proxy wrote it; else by the API key,
/// which is named by a keyed hash at once and never kept.
final class Accounts {
  private static final int LONGEST = 512;

  private final Identity identity;
  private final Mapping mapping;
  private final List<IpFilterRule> trusted;

  Accounts(Identity identity, Mapping mapping) {
    this.identity = identity;
    this.mapping = mapping;
    this.trusted = identity.trustedProxies().stream().map(Accounts::rule).toList();
  }

  private static IpFilterRule rule(String network) {
    int slash = network.indexOf('/');
    try {
      String address = slash < 0 ? network : network.substring(0, slash);
      int whole = address.indexOf(':') >= 0 ? 128 : 32;
      int prefix = slash < 0 ? whole : Integer.parseInt(network.substring(slash + 1));
      return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trusted proxy " + network + " is no network; write it as 10.0.0.0/8", e);
    }
  }

  String header() {
    return identity.accountHeader();
  }

  /// Whose a request is; empty when nothing says so.
  Optional<Whose> of(HttpHeaders headers, InetSocketAddress remote) {
    Optional<String> key = apiKey(headers).map(identity.secret()::nameOf);
    Optional<String> named = byHeader(headers, remote);
    return named.or(() -> key.map(mapping::account)).map(id -> new Whose(id, key.orElse("")));
  }

  /// The account that an API key stands for.
  String byKey(String apiKey) {
    return mapping.account(identity.secret().nameOf(apiKey));
  }

  private Optional<String> byHeader(HttpHeaders headers, InetSocketAddress remote) {
    if (identity.accountHeader().isEmpty() || !trusts(remote)) {
      return Optional.empty();
    }
    List<String> all = headers.getAll(identity.accountHeader());
    return all.size() == 1 ? sound(all.getFirst()) : Optional.empty();
  }

  private static Optional<String> sound(String value) {
    String id = value.strip();
    return id.isEmpty() || id.length() > LONGEST ? Optional.empty() : Optional.of(id);
  }

  /// What the request carries as its key, in either provider's header. Two different ones name
  /// nobody: the upstream might believe the other.
  private static Optional<String> apiKey(HttpHeaders headers) {
    List<String> plain = headers.getAll("x-api-key");
    List<String> bearer = headers.getAll(HttpHeaderNames.AUTHORIZATION);
    if (plain.size() > 1 || bearer.size() > 1) {
      return Optional.empty();
    }
    Optional<String> one = plain.stream().findFirst().flatMap(Accounts::sound);
    Optional<String> other = bearer.stream().findFirst().flatMap(Accounts::bearer);
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      return Optional.empty();
    }
    return one.isPresent() ? one : other;
  }

  static Optional<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? sound(authorization.substring(7))
        : Optional.empty();
  }

  boolean trusts(InetSocketAddress remote) {
    for (IpFilterRule rule : trusted) {
      if (rule.matches(remote)) {
        return true;
      }
    }
    return false;
  }

  /// The client's address: the last hop that a trusted proxy saw, else who is connected.
  String address(HttpHeaders headers, InetSocketAddress remote) {
    String direct = remote.getAddress() == null ? "" : remote.getAddress().getHostAddress();
    String hops = String.join(",", headers.getAll("x-forwarded-for"));
    if (hops.isEmpty() || !trusts(remote)) {
      return direct;
    }
    String last = hops.substring(hops.lastIndexOf(',') + 1).strip();
    return last.isEmpty() || last.length() > 64 ? direct : last;
  }
}
