// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.door.Keep;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.taxii.StixObject;
import io.stillwatch.share.taxii.client.Page;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Position;
import io.stillwatch.share.taxii.client.Posted;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.share.taxii.client.TaxiiFailed;
import io.stillwatch.share.trust.Receipt;
import io.stillwatch.share.trust.Trust;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Reads the record into the book: what its maker signed and is not our own. How far it was read is
/// kept after what was read, so that a crash repeats and never skips; the book knows what it knows.
final class TheRecord {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Logger LOG = System.getLogger("io.stillwatch.share.member");
  private static final int PAGE = 1_000;
  private static final int AT_ONCE = 500;

  /// What servers answer to a `next` that they no longer know.
  private static final Set<Integer> STALE = Set.of(400, 404, 410, 422);

  private final TaxiiClient client;
  private final URI collection;
  private final Keep keep;
  private final Trust trust;
  private final InstantSource clock;

  TheRecord(TaxiiClient client, URI collection, Keep keep, Trust trust, InstantSource clock) {
    this.client = client;
    this.collection = collection;
    this.keep = keep;
    this.trust = trust;
    this.clock = clock;
    keep.table("share_position (collection text not null primary key, body text not null)");
  }

  /// Reads what is new.
  ///
  /// @param then is told of each page, before it counts as read
  /// @return what was taken
  /// @throws io.stillwatch.share.taxii.client.TaxiiFailed when the server fails; what came before
  ///   is kept
  synchronized Taken read(Consumer<Received> then) {
    Position start = position();
    try {
      return from(start, then);
    } catch (TaxiiFailed e) {
      if (start.next().isEmpty() || !STALE.contains(e.status())) {
        throw e;
      }
      return from(new Position(start.addedAfter(), Optional.empty(), Optional.empty()), then);
    }
  }

  private Taken from(Position start, Consumer<Received> then) {
    var taken = new AtomicReference<>(Taken.NOTHING);
    Position end =
        new Poll(client, collection, PAGE)
            .from(start, page -> taken.accumulateAndGet(take(page, then), Taken::plus));
    keepPosition(end);
    return taken.get();
  }

  private Taken take(Page page, Consumer<Received> then) {
    List<String> signed =
        page.objects().stream().map(StixObject::text).filter(this::isSigned).toList();
    Received read =
        BundleReader.read(("{\"objects\":[" + String.join(",", signed) + "]}").getBytes(UTF_8));
    int leads = book(read);
    then.accept(read);
    keepPosition(page.behind());
    return new Taken(signed.size(), leads, read.rejected().size());
  }

  /// Adds objects, as many in one request as fit; those that are there already are left alone.
  void post(List<String> objects) {
    for (int from = 0; from < objects.size(); from += AT_ONCE) {
      List<String> some = objects.subList(from, Math.min(objects.size(), from + AT_ONCE));
      Posted posted = client.post(collection, some);
      if (!posted.failures().isEmpty()) {
        LOG.log(Level.WARNING, "the record refused {0} objects for good", posted.failures().size());
      }
    }
  }

  /// What nobody who is enrolled signed is not looked at.
  private boolean isSigned(String object) {
    return BundleReader.maker(object)
        .flatMap(trust::peer)
        .filter(peer -> peer.signatures().hold(object))
        .isPresent();
  }

  private int book(Received received) {
    var now = clock.instant();
    received.sightings().forEach(s -> trust.sighted(s.from(), s, now));
    received.opinions().forEach(o -> trust.opined(o.from(), o, now));
    return (int)
        received.leads().stream()
            .map(lead -> trust.receive(lead.from(), lead, now))
            .filter(Receipt.Taken.class::isInstance)
            .count();
  }

  private Position position() {
    Optional<String> body =
        keep.read(
            handle ->
                handle
                    .createQuery("select body from share_position where collection = :collection")
                    .bind("collection", collection.toString())
                    .mapTo(String.class)
                    .findOne());
    return body.map(text -> JSON.readValue(text, Position.class)).orElse(Position.START);
  }

  private void keepPosition(Position position) {
    keep.change(
        handle ->
            handle.execute(
                "insert into share_position (collection, body) values (?, ?)"
                    + " on conflict (collection) do update set body = excluded.body",
                collection.toString(),
                JSON.writeValueAsString(position)));
  }
}
