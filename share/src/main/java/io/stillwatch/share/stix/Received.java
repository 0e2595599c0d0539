// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// What was found in what a peer sent. Nothing of it is believed yet.
///
/// @param leads sound leads
/// @param sightings of leads
/// @param opinions on leads
/// @param kept sound objects of other types, which are passed on and looked at by nobody
/// @param rejected objects that break a rule, one line each
public record Received(
    List<Lead> leads,
    List<Sighting> sightings,
    List<Opinion> opinions,
    int kept,
    List<Rejected> rejected) {
  public Received {
    leads = List.copyOf(leads);
    sightings = List.copyOf(sightings);
    opinions = List.copyOf(opinions);
    rejected = List.copyOf(rejected);
  }

  /// A peer saw a lead too.
  ///
  /// @param of id of the indicator or grouping
  /// @param from identity of the peer
  /// @param log10E what its own evidence says; empty when it does not say, 0 when it takes that
  ///   back
  public record Sighting(
      String id, String of, String from, Instant modified, OptionalDouble log10E) {}

  /// A peer's view.
  ///
  /// @param of ids of what it is about
  public record Opinion(
      String id, List<String> of, String from, Instant modified, Answer.View view) {
    public Opinion {
      of = List.copyOf(of);
    }
  }

  /// An object that was set aside.
  ///
  /// @param place its number in the bundle, from 0
  /// @param rule what it breaks, and the way out
  public record Rejected(int place, String rule) {}
}
