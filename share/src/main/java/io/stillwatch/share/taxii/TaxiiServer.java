// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.shelf.Filled;
import io.stillwatch.store.shelf.Shelf;
import io.stillwatch.store.shelf.Shelved;
import io.stillwatch.store.shelf.Sieve;
import io.stillwatch.store.shelf.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a TAXII 2.1 server answers, without the network. Any number of threads may ask.
public final class TaxiiServer {
  /// What bounds requests and answers.
  ///
  /// @param body bytes of a body at most
  /// @param page objects in an answer at most
  public record Limits(int body, int page) {
    public static final Limits STANDARD = new Limits(10 << 20, 1_000);
  }

  /// Characters of objects in an answer at most, beyond the first.
  private static final long PAGE_CHARACTERS = 8 << 20;

  private static final String READS = "GET";
  private static final String READS_AND_ADDS = "GET, POST";
  private static final String READS_AND_DELETES = "GET, DELETE";

  private final Shelf shelf;
  private final Limits limits;
  private final Consumer<Throwable> faults;
  private final Pages pages;
  private volatile State state;

  /// A coalition and the ids of its collections.
  private record State(Coalition coalition, Map<String, UUID> ids) {
    State {
      ids = Map.copyOf(ids);
    }

    UUID id(TaxiiCollection collection) {
      return ids.getOrDefault(collection.alias(), new UUID(0, 0));
    }
  }

  /// @param faults is told of what went wrong by our own fault
  public TaxiiServer(Shelf shelf, Coalition coalition, Limits limits, Consumer<Throwable> faults) {
    this.shelf = shelf;
    this.limits = limits;
    this.faults = faults;
    this.pages = new Pages(shelf);
    this.state = stateOf(coalition);
  }

  /// From now on peers, rights and collections are these.
  public void become(Coalition coalition) {
    state = stateOf(coalition);
  }

  private State stateOf(Coalition coalition) {
    Map<String, UUID> ids = new HashMap<>();
    for (TaxiiCollection one : coalition.collections()) {
      ids.put(one.alias(), one.id().orElseGet(() -> shelf.collection(one.alias())));
    }
    return new State(coalition, ids);
  }

  Coalition coalition() {
    return state.coalition();
  }

  /// The id of a collection.
  ///
  /// @throws IllegalArgumentException when there is none of that alias
  public UUID id(String alias) {
    UUID id = state.ids().get(alias);
    if (id == null) {
      throw new IllegalArgumentException("there is no collection " + alias);
    }
    return id;
  }

  Answer answer(Asked asked) {
    try {
      return answered(asked, state);
    } catch (Refusal refusal) {
      return Answer.of(refusal);
    } catch (StoreFailed e) {
      faults.accept(e);
      return Answer.of(Refusal.unavailable("the database does not answer; nothing was changed"));
    } catch (RuntimeException e) {
      faults.accept(e);
      return Answer.of(Refusal.internal());
    }
  }

  private Answer answered(Asked asked, State now) {
    Peer peer = asked.headers().caller().orElseThrow(Refusal::unauthorized);
    if (!MediaTypes.accepts(asked.headers().accept())) {
      throw Refusal.notAcceptable();
    }
    Target target =
        Target.of(asked.path(), now.coalition().root())
            .orElseThrow(() -> Refusal.notFound("this address"));
    return new Turn(asked, now, peer).to(target);
  }

  /// One request of a peer.
  private final class Turn {
    private final Asked asked;
    private final State now;
    private final Peer peer;

    Turn(Asked asked, State now, Peer peer) {
      this.asked = asked;
      this.now = now;
      this.peer = peer;
    }

    Answer to(Target target) {
      return switch (target) {
        case Target.Discovery() -> read(discovery());
        case Target.Root() -> read(root());
        case Target.Status(UUID id) -> status(id);
        case Target.Collections() -> read(collections());
        case Target.OneCollection(String name) -> read(collection(found(name)));
        case Target.Manifest(String name) -> manifest(readable(name));
        case Target.Objects(String name) -> objects(name);
        case Target.OneObject(String name, String id) -> object(name, id);
        case Target.Versions(String name, String id) -> versions(readable(name), id);
      };
    }

    private void must(String allowed) {
      if (!List.of(allowed.split(", ")).contains(asked.method())) {
        throw Refusal.method(allowed);
      }
    }

    private Answer read(Map<String, @Nullable Object> json) {
      must(READS);
      return Answer.of(200, json);
    }

    private String rootPath() {
      return "/taxii2/" + now.coalition().root() + "/";
    }

    private Map<String, @Nullable Object> discovery() {
      Coalition.About about = now.coalition().about();
      return Answer.json(
          "title", about.title(),
          "description", about.description(),
          "contact", about.contact(),
          "default", rootPath(),
          "api_roots", List.of(rootPath()));
    }

    private Map<String, @Nullable Object> root() {
      Coalition.About about = now.coalition().about();
      return Answer.json(
          "title", about.title(),
          "description", about.description(),
          "versions", List.of(Taxii.MEDIA_TYPE),
          "max_content_length", limits.body());
    }

    private Answer status(UUID id) {
      must(READS);
      return shelf
          .receipt(id, peer.name())
          .map(json -> new Answer(200, Map.of(), json))
          .orElseThrow(() -> Refusal.notFound("a status of that id"));
    }

    private Map<String, @Nullable Object> collections() {
      return Answer.json(
          "collections",
          now.coalition().collections().stream()
              .filter(one -> one.sees(peer))
              .map(this::collection)
              .toList());
    }

    private Map<String, @Nullable Object> collection(TaxiiCollection one) {
      return Answer.json(
          "id", now.id(one).toString(),
          "title", one.title(),
          "description", one.description(),
          "alias", one.alias(),
          "can_read", one.canRead(peer),
          "can_write", one.canWrite(peer),
          "media_types", List.of("application/stix+json;version=2.1"));
    }

    private TaxiiCollection found(String name) {
      return now.coalition().collections().stream()
          .filter(one -> one.alias().equals(name) || now.id(one).toString().equals(name))
          .filter(one -> one.sees(peer))
          .findFirst()
          .orElseThrow(() -> Refusal.notFound("a collection of that name"));
    }

    private UUID readable(String name) {
      must(READS);
      TaxiiCollection one = found(name);
      if (!one.canRead(peer)) {
        throw Refusal.forbidden("you may not read this collection");
      }
      return now.id(one);
    }

    private Sieve sieve() {
      return Asking.of(asked.query()).sieve(limits.page());
    }

    private Answer manifest(UUID collection) {
      Sieve sieve = sieve();
      return pages.of(
          new Pages.Key(collection, "manifest", sieve),
          () -> {
            Slice slice = shelf.list(collection, sieve);
            return Answer.page(slice, "objects", slice.items().stream().map(this::entry).toList());
          });
    }

    private String entry(Shelved one) {
      return Answer.write(
          Answer.json(
              "id", one.id(),
              "date_added", Taxii.time(one.stamp()),
              "version", one.version(),
              "media_type", "application/stix+json;version=" + one.spec()));
    }

    private Answer objects(String name) {
      must(READS_AND_ADDS);
      return asked.method().equals("POST") ? add(found(name)) : page(readable(name), sieve());
    }

    private Answer page(UUID collection, Sieve sieve) {
      return pages.of(
          new Pages.Key(collection, "objects", sieve),
          () -> {
            Filled filled = shelf.read(collection, sieve, PAGE_CHARACTERS);
            return Answer.page(filled.slice(), "objects", filled.bodies());
          });
    }

    private Answer add(TaxiiCollection collection) {
      if (!collection.canWrite(peer)) {
        throw Refusal.forbidden("you may not write into this collection");
      }
      if (!MediaTypes.isTaxii(asked.headers().contentType())) {
        throw Refusal.mediaType("a body is " + Taxii.MEDIA_TYPE);
      }
      if (asked.headers().contentEncoding().filter(how -> !how.equals("identity")).isPresent()) {
        throw Refusal.mediaType("a body is sent unpacked");
      }
      var receipt = new Receipt(envelope().objects(), peer.identity());
      String json = shelf.add(now.id(collection), peer.name(), receipt.drafts(), receipt::json);
      return new Answer(202, Map.of(), json);
    }

    private Envelope envelope() {
      byte[] bytes = asked.body().apply(limits.body());
      if (bytes.length > limits.body()) {
        throw Refusal.tooLarge(limits.body());
      }
      try {
        return Envelope.read(bytes);
      } catch (IllegalArgumentException e) {
        throw Refusal.badRequest("this is no envelope of TAXII: " + e.getMessage());
      }
    }

    private Answer object(String name, String id) {
      must(READS_AND_DELETES);
      return asked.method().equals("DELETE") ? delete(found(name), id) : one(readable(name), id);
    }

    private Answer one(UUID collection, String id) {
      Answer answer = page(collection, sieve().of(id));
      if (answer.headers().isEmpty()) {
        here(collection, id);
      }
      return answer;
    }

    private void here(UUID collection, String id) {
      if (!shelf.has(collection, id)) {
        throw Refusal.notFound("an object of that id");
      }
    }

    private Answer versions(UUID collection, String id) {
      Slice slice = shelf.list(collection, sieve().of(id).of(Sieve.Versions.ALL));
      if (slice.items().isEmpty()) {
        here(collection, id);
      }
      return Answer.page(
          slice,
          "versions",
          slice.items().stream().map(one -> Answer.write(one.version())).toList());
    }

    /// Without a version all of them go: an object that was deleted is not there.
    private Answer delete(TaxiiCollection collection, String id) {
      if (!collection.canRead(peer) && !collection.canWrite(peer)) {
        throw Refusal.notFound("a collection of that name");
      }
      if (!collection.canRead(peer) || !collection.canWrite(peer)) {
        throw Refusal.forbidden("who deletes may read and write");
      }
      Asking asking = Asking.of(asked.query());
      boolean some = asking.names("match[version]") || asking.names("match[spec_version]");
      UUID from = now.id(collection);
      int gone =
          some ? shelf.remove(from, id, asking.sieve(limits.page())) : shelf.remove(from, id);
      if (gone == 0) {
        throw Refusal.notFound("an object of that id and version");
      }
      return new Answer(200, Map.of(), "");
    }
  }
}
