// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Epoch;
import io.stillwatch.share.blind.KnownTokens;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Event.Detector;
import io.stillwatch.share.events.Event.Fingerprint;
import io.stillwatch.share.events.Event.Lead;
import io.stillwatch.share.events.Event.StixId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;

/// What peers said and has neither expired nor been taken back, on disk; and where it meets what we
/// know. It decides nothing: a match is a lead for the tests and people of this company.
public final class Leads implements Consumer<Received> {
  private static final Logger LOG = System.getLogger("io.stillwatch.share.events");
  private static final int TABLE_MOST = 4_000_000;

  private final Keep keep;
  private final KnownTokens ours;
  private final Function<Epoch, Fingerprint> key;
  private final Consumer<Heard> heard;
  private final InstantSource clock;
  private final Bound bound;
  private final KnownTokens theirs = new KnownTokens(TABLE_MOST);

  /// What a peer said of somebody we know.
  ///
  /// @param number under which the token is known here
  public record Heard(Received received, int number) {}

  /// A lead of a peer that holds.
  public record Held(String peer, Lead lead) {}

  /// @param ours tokens of our accounts
  /// @param key the fingerprint of an epoch's key as we see it; leads under another are refused
  /// @param heard is told of leads, sightings and retractions of tokens that are ours
  /// @param most live leads of one peer
  public Leads(
      Keep keep,
      KnownTokens ours,
      Function<Epoch, Fingerprint> key,
      Consumer<Heard> heard,
      InstantSource clock,
      int most) {
    this.keep = keep;
    this.ours = ours;
    this.key = key;
    this.heard = heard;
    this.clock = clock;
    this.bound = new Bound(most, this::count);
    keep.table(
        "share_lead (token text not null, peer text not null, stix_id text not null,"
            + " label text not null, confidence integer not null, expires bigint not null,"
            + " version text not null, sha256 text not null, fingerprint text not null,"
            + " retracted integer not null, primary key (token, peer, stix_id))");
    sweep();
    all().forEach(held -> theirs.add(held.lead().token(), 0));
  }

  @Override
  public void accept(Received received) {
    boolean news =
        switch (received.event()) {
          case Lead lead -> keepLead(received.peer(), lead);
          case Event.Sighting sighting -> true;
          case Event.Retraction retraction -> retract(received.peer(), retraction);
        };
    OptionalInt number = ours.find(received.event().token());
    if (news && number.isPresent()) {
      heard.accept(new Heard(received, number.getAsInt()));
    }
  }

  private boolean keepLead(String peer, Lead lead) {
    if (lead.token().scheme() == BlindToken.Scheme.VOPRF_P256
        && !key.apply(lead.token().epoch()).equals(lead.key())) {
      LOG.log(
          Level.ERROR,
          peer
              + " makes tokens of "
              + lead.token().epoch()
              + " with another key; compare fingerprints with it");
      return false;
    }
    if (!bound.hasRoom(peer) || !keep.change(handle -> insert(handle, peer, lead))) {
      return false;
    }
    bound.added(peer);
    return theirs.add(lead.token(), 0);
  }

  private static boolean insert(Handle handle, String peer, Lead lead) {
    return handle.execute(
            "insert into share_lead (token, peer, stix_id, label, confidence, expires, version,"
                + " sha256, fingerprint, retracted) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
                + " on conflict (token, peer, stix_id) do update set"
                + " confidence = excluded.confidence, expires = excluded.expires"
                + " where share_lead.retracted = 0",
            lead.token().toString(),
            peer,
            lead.about().text(),
            lead.label().word(),
            lead.confidence(),
            lead.expires().getEpochSecond(),
            lead.detector().version(),
            lead.detector().sha256(),
            lead.key().text())
        > 0;
  }

  /// Final, and also when it comes before the lead: what is left is a mark that refuses it.
  private boolean retract(String peer, Event.Retraction retraction) {
    long until = clock.instant().plus(Seen.WINDOW).getEpochSecond();
    keep.change(
        handle ->
            handle.execute(
                "insert into share_lead (token, peer, stix_id, label, confidence, expires, version,"
                    + " sha256, fingerprint, retracted) values (?, ?, ?, '', 0, ?, '', '', '', 1)"
                    + " on conflict (token, peer, stix_id) do update set retracted = 1,"
                    + " expires = case when share_lead.expires < excluded.expires"
                    + " then excluded.expires else share_lead.expires end",
                retraction.token().toString(),
                peer,
                retraction.about().text(),
                until));
    return true;
  }

  private int count(String peer) {
    return keep.read(
        handle ->
            handle
                .createQuery("select count(*) from share_lead where peer = :peer")
                .bind("peer", peer)
                .mapTo(Integer.class)
                .one());
  }

  /// What peers say of a token, such as that of somebody who signs up. Most tokens are in no lead,
  /// and cost a look into memory.
  public List<Held> of(BlindToken token) {
    if (theirs.find(token).isEmpty()) {
      return List.of();
    }
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select * from share_lead where token = :token and retracted = 0"
                        + " and expires > :now order by peer, stix_id")
                .bind("token", token.toString())
                .bind("now", clock.instant().getEpochSecond())
                .reduceRows(new ArrayList<>(), Leads::collect));
  }

  /// All that hold.
  public List<Held> all() {
    return keep.read(
        handle ->
            handle
                .createQuery(
                    "select * from share_lead where retracted = 0 and expires > :now"
                        + " order by token, peer, stix_id")
                .bind("now", clock.instant().getEpochSecond())
                .reduceRows(new ArrayList<>(), Leads::collect));
  }

  /// Deletes what has expired.
  ///
  /// @return how many
  public int sweep() {
    Instant now = clock.instant();
    theirs.sweep(now);
    return keep.change(
        handle ->
            handle.execute("delete from share_lead where expires <= ?", now.getEpochSecond()));
  }

  private static List<Held> collect(List<Held> list, RowView row) {
    list.add(
        new Held(
            row.getColumn("peer", String.class),
            new Lead(
                BlindToken.parse(row.getColumn("token", String.class)),
                new StixId(row.getColumn("stix_id", String.class)),
                Label.of(row.getColumn("label", String.class)).orElseThrow(),
                row.getColumn("confidence", Integer.class),
                Instant.ofEpochSecond(row.getColumn("expires", Long.class)),
                new Detector(
                    row.getColumn("version", String.class), row.getColumn("sha256", String.class)),
                new Fingerprint(row.getColumn("fingerprint", String.class)))));
    return list;
  }
}
