// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.stillwatch.store.shelf.Draft;
import io.stillwatch.store.shelf.Shelf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to become of the objects of one POST, and the status resource (TAXII 2.1, 4.3.1) that
/// tells of it. Everything is decided at once, so that no status of ours is ever pending.
final class Receipt {
  private static final String KEPT = "this version was here already; the first is kept";

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Map<String, @Nullable Object>> failures = new ArrayList<>();

  /// @param creator the only one whom objects may name as their creator
  /// @throws Refusal when an object has no id by which a status could name it
  Receipt(List<StixObject> objects, Optional<String> creator) {
    if (objects.isEmpty()) {
      throw Refusal.unprocessable("there is no object in it");
    }
    for (StixObject object : objects) {
      String id = object.id().orElseThrow(() -> nameless(objects.indexOf(object)));
      try {
        Draft draft = object.draft();
        made(object, creator);
        drafts.add(draft);
      } catch (IllegalArgumentException e) {
        failures.add(
            Answer.json(
                "id", id, "version", told(object), "message", String.valueOf(e.getMessage())));
      }
    }
  }

  private static Refusal nameless(int index) {
    return Refusal.unprocessable(
        "object number " + (index + 1) + " has no id of STIX; nothing of this was added");
  }

  private static void made(StixObject object, Optional<String> creator) {
    Optional<String> named = object.member("created_by_ref");
    if (creator.isPresent() && named.isPresent() && !named.equals(creator)) {
      throw new IllegalArgumentException("its created_by_ref is not you");
    }
  }

  private static String told(StixObject object) {
    return Taxii.instant(object.version()).isPresent() ? object.version() : StixObject.UNVERSIONED;
  }

  List<Draft> drafts() {
    return drafts;
  }

  /// The status resource.
  String json(Shelf.Added added) {
    var successes = new ArrayList<Map<String, @Nullable Object>>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      String message = added.fresh().get(i) ? "" : KEPT;
      successes.add(Answer.json("id", draft.id(), "version", draft.version(), "message", message));
    }
    return Answer.write(
        Answer.json(
            "id",
            added.id().toString(),
            "status",
            "complete",
            "request_timestamp",
            Taxii.time(Shelf.micros(added.at())),
            "total_count",
            drafts.size() + failures.size(),
            "success_count",
            successes.size(),
            "successes",
            successes,
            "failure_count",
            failures.size(),
            "failures",
            failures,
            "pending_count",
            0));
  }
}
