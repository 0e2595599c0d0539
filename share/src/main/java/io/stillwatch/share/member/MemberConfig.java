// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static io.stillwatch.model.Require.filled;
import static io.stillwatch.model.Require.that;

import io.stillwatch.share.stix.Tlp;
import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.trust.TrustPolicy;
import io.stillwatch.share.trust.WarningLists;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a member is made of.
///
/// @param self who it is to others
/// @param connection the certificate it shows, and whom it trusts; how it says who it is stands
///   with each address
/// @param tokens the services that hold the key, or its shares; none: this member holds a key of
///   its own, whose tokens nobody else can make
/// @param record where objects are kept; empty: it hears events and learns nothing
/// @param caution how far peers are believed
public record MemberConfig(
    Self self,
    Connection connection,
    List<TokenSource> tokens,
    Optional<RecordPlace> record,
    Caution caution) {
  public MemberConfig {
    tokens = List.copyOf(tokens);
  }

  /// @param name of the company, as peers enrolled it
  /// @param url its URI in events, and where peers reach it
  /// @param identity its STIX identity; empty: one that follows from its keys
  /// @param marking who may be told what it tells
  /// @param appeal where whoever is wronged can go
  public record Self(
      String name, String url, Optional<String> identity, Tlp marking, String appeal) {
    public Self {
      filled(name, "a member has a name");
      filled(url, "a member has a URL");
      filled(appeal, "a member names where to appeal");
    }
  }

  /// A token service ([io.stillwatch.share.blind.TokenService]).
  ///
  /// @param name by which its public keys are remembered
  /// @param secret behind `Authorization: Bearer`
  public record TokenSource(String name, URI url, Optional<String> secret) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// A collection of TAXII 2.1.
  ///
  /// @param authorization the whole header; empty: the certificate says who it is
  /// @param every how often it is read when no event calls for it
  public record RecordPlace(URI collection, Optional<String> authorization, Duration every) {
    public RecordPlace {
      that(every.isPositive(), "the record is read again after a while, not at once");
    }

    @Override
    public String toString() {
      return collection.toString();
    }
  }

  /// @param policy how far peers are believed
  /// @param warnings what many innocents share
  /// @param canaryKey 16 bytes or more in hex, from which invented tokens are made; empty: none
  /// @param remember how long what an account signed up with is remembered after it was last seen
  /// @param most identifiers that are remembered
  public record Caution(
      TrustPolicy policy,
      WarningLists warnings,
      Optional<String> canaryKey,
      Duration remember,
      int most) {
    /// The standard policy, no lists, no canaries, 90 days, four million.
    public static final Caution STANDARD =
        new Caution(
            TrustPolicy.STANDARD,
            WarningLists.NONE,
            Optional.empty(),
            Duration.ofDays(90),
            4_000_000);

    /// Never the key.
    @Override
    public String toString() {
      return "Caution[" + warnings.size() + " warnings]";
    }
  }
}
