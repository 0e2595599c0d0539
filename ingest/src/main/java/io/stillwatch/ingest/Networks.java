// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the operator's lists say of addresses. An exit that strangers share (a VPN, a proxy, a
/// relay, a carrier's NAT) ties nobody to anybody, so its address is taken as absent; the country
/// column is not looked at.
public record Networks(Optional<IpIntel> intel, Optional<IpReputation> reputation) {
  private static final Set<String> SHARED_EXITS =
      Set.of("vpn", "proxy", "relay", "tor", "mobile", "carrier", "cgnat", "residential-proxy");

  /// @param intel what `--ip-intel` names
  /// @param reputation what `--ip-reputation` names
  /// @throws BadInput when a list cannot be used
  public static Networks of(Optional<Path> intel, Optional<Path> reputation) {
    return new Networks(intel.map(IpIntel::load), reputation.map(IpReputation::load));
  }

  /// The exchange as far as its address is its own.
  public Exchange known(Exchange x) {
    Caller c = x.caller();
    if (!shared(c.ip())) {
      return x;
    }
    var caller =
        new Caller(
            c.account(), c.org(), c.apiKey(), c.endUser(), c.channel(), "", c.userAgent(), c.ja4());
    return new Exchange(x.id(), x.at(), caller, x.ask(), x.usage(), x.reply());
  }

  /// The signup as far as its address is its own.
  public Signup known(Signup s) {
    if (!shared(s.ip())) {
      return s;
    }
    return new Signup(
        s.account(),
        s.at(),
        s.emailDomain(),
        s.country(),
        s.verification(),
        s.declaredUse(),
        s.plan(),
        s.org(),
        s.payment(),
        "",
        s.device());
  }

  private boolean shared(String ip) {
    if (ip.isEmpty()) {
      return false;
    }
    return intel.flatMap(i -> i.find(ip)).map(n -> isExit(n.type())).orElse(false)
        || reputation.map(r -> r.tags(ip).stream().anyMatch(Networks::isExit)).orElse(false);
  }

  private static boolean isExit(String type) {
    return SHARED_EXITS.contains(type.toLowerCase(Locale.ROOT));
  }
}
