// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.member.Neighbour;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import io.stillwatch.share.trust.Canaries;
import io.stillwatch.share.trust.Tier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Speaks as a member of the coalition. Who gives, gets: on the fast lane an observer hears only
/// what is taken back. Among the leads of each peer are tokens that were invented for it alone.
public final class MemberVoice implements Voice {
  private final Member member;
  private final InstantSource clock;

  public MemberVoice(Member member, InstantSource clock) {
    this.member = member;
    this.clock = clock;
  }

  @Override
  public Sender sender() {
    return member.sender();
  }

  @Override
  public List<Token> tokens(String account) {
    return member.tokens().of(account);
  }

  @Override
  public Bundle signed(Bundle bundle) {
    return member.signed(bundle);
  }

  @Override
  public void record(List<String> objects) {
    try {
      member.post(objects);
    } catch (TaxiiFailed e) {
      throw new Unheard("the record does not take it: " + e.getMessage(), e);
    }
  }

  @Override
  public void ring(String once, List<Event> events) {
    member.transmitter().send(once, peer -> heardBy(peer, events));
  }

  private List<Event> heardBy(String name, List<Event> events) {
    Optional<Neighbour> peer =
        member.neighbours().stream().filter(one -> one.peer().name().equals(name)).findFirst();
    if (peer.isEmpty()) {
      return List.of();
    }
    String id = peer.get().peer().id();
    if (member.trust().tier(id, clock.instant()) == Tier.OBSERVER) {
      return events.stream().filter(Event.Retraction.class::isInstance).toList();
    }
    var all = new ArrayList<>(events);
    events.stream()
        .filter(Event.Lead.class::isInstance)
        .map(Event.Lead.class::cast)
        .findFirst()
        .flatMap(lead -> canary(id, lead))
        .ifPresent(all::add);
    return all;
  }

  /// A lead like this one, on nobody.
  private Optional<Event> canary(String peer, Event.Lead like) {
    Optional<Canaries> canaries = member.canaries();
    if (canaries.isEmpty()) {
      return Optional.empty();
    }
    var kind = io.stillwatch.share.stix.TokenKind.of(like.label().word()).orElseThrow();
    String epoch = like.token().epoch().toString();
    Token token = canaries.get().of(peer, epoch, kind).getFirst();
    String id = sender().ids().id("indicator", "canary " + peer + ' ' + token.value());
    return Optional.of(
        new Event.Lead(
            BlindToken.parse(token.value()),
            new Event.StixId(id),
            like.label(),
            like.confidence(),
            like.expires(),
            like.detector(),
            like.key()));
  }

  @Override
  public List<Event> events(List<String> objects, Event.Reason why) {
    String all = "{\"objects\":[" + String.join(",", objects) + "]}";
    Received said = BundleReader.read(all.getBytes(UTF_8));
    var events = new ArrayList<Event>();
    said.leads()
        .forEach(lead -> events.addAll(lead.revoked() ? back(lead, why) : member.events(lead)));
    said.sightings().forEach(sighting -> seen(sighting).ifPresent(events::add));
    return events;
  }

  private static List<Event> back(Lead lead, Event.Reason why) {
    return lead.tokens().stream()
        .<Event>map(
            token ->
                new Event.Retraction(
                    BlindToken.parse(token.value()), new Event.StixId(lead.id()), why))
        .toList();
  }

  /// Of a peer's lead; one's own that came with a finding is no news.
  private Optional<Event> seen(Received.Sighting sighting) {
    Instant at = sighting.modified();
    return member.trust().leads(clock.instant()).stream()
        .filter(lead -> lead.about().equals(sighting.of()) || lead.id().equals(sighting.of()))
        .findFirst()
        .map(
            lead ->
                new Event.Sighting(
                    BlindToken.parse(lead.tokens().getFirst().value()),
                    new Event.StixId(sighting.of()),
                    1,
                    at,
                    at));
  }
}
