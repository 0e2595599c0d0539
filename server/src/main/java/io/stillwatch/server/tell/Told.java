// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.store.Telling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// All that is kept of one telling.
///
/// @param kind what it says
/// @param by who released it, or the setting that did
/// @param reason in plain words
/// @param created when it was first told, milliseconds since 1970 UTC
/// @param modified when this version was made
/// @param detected event time up to which the finding goes that it stands on
/// @param accounts whom it is about, by account id; none of them leaves
/// @param objects what the record is to hold, each as JSON; signed
/// @param back why it was taken back; says nothing while it stands
/// @param backBy who took it back; empty while it stands
/// @param backReason in plain words; empty while it stands
public record Told(
    Kind kind,
    String by,
    String reason,
    long created,
    long modified,
    long detected,
    List<String> accounts,
    List<String> objects,
    Event.Reason back,
    String backBy,
    String backReason) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /// What is told.
  public enum Kind {
    /// A finding that accuses.
    CAMPAIGN,
    /// A group that fell short, which accuses nobody.
    GROUP,
    /// What one's own evidence, or a person here, says of what a peer told.
    ANSWER
  }

  public Told {
    accounts = List.copyOf(accounts);
    objects = List.copyOf(objects);
  }

  /// Reads what was kept.
  public static Told of(Telling kept) {
    return MAPPER.readValue(kept.body(), Told.class);
  }

  /// Ids of the objects that peers were told, also of those that were taken back since.
  ///
  /// @param all tellings of one finding
  /// @param account only of those that told of this account; empty for all
  public static List<String> shared(List<Telling> all, Optional<String> account) {
    return all.stream()
        .map(Told::of)
        .filter(told -> account.isEmpty() || told.accounts().contains(account.get()))
        .flatMap(told -> told.objects().stream())
        .map(object -> MAPPER.readTree(object).path("id").asString())
        .filter(id -> !id.startsWith("marking-definition--") && !id.startsWith("identity--"))
        .distinct()
        .sorted()
        .toList();
  }

  String body() {
    return MAPPER.writeValueAsString(this);
  }

  Told detected(long at) {
    return new Told(
        kind, by, reason, created, modified, at, accounts, objects, back, backBy, backReason);
  }

  Told holding(List<String> others) {
    return new Told(
        kind, by, reason, created, modified, detected, accounts, others, back, backBy, backReason);
  }

  /// A version made now; later than the one before, whatever the clock says.
  Edition after(Instant now) {
    long at = Math.max(now.toEpochMilli(), modified + 1);
    return new Edition(Instant.ofEpochMilli(created), Instant.ofEpochMilli(at));
  }

  /// The same, as peers are to see it from now on.
  Told takenBack(List<String> revoked, Edition edition, Event.Reason why, Word word) {
    return new Told(
        kind,
        by,
        reason,
        created,
        edition.modified().toEpochMilli(),
        detected,
        accounts,
        revoked,
        why,
        word.by(),
        word.reason());
  }
}
