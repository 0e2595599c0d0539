// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import io.stillwatch.store.shelf.Draft;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An object of an envelope: its text, and the members that a TAXII server has to know.
///
/// @param text in JSON, byte for byte
/// @param members those of [#KNOWN] that it has and that are texts
public record StixObject(String text, Map<String, String> members) {
  /// Members that are read.
  static final Set<String> KNOWN =
      Set.of("id", "type", "spec_version", "created", "modified", "created_by_ref");

  /// The version of an object that has neither `modified` nor `created`.
  static final String UNVERSIONED = "1970-01-01T00:00:00.000Z";

  /// Those of STIX 2.1 that have a `modified`; others are versioned by `created`, or not at all.
  private static final Set<String> VERSIONED =
      Set.of(
          "attack-pattern",
          "campaign",
          "course-of-action",
          "extension-definition",
          "grouping",
          "identity",
          "incident",
          "indicator",
          "infrastructure",
          "intrusion-set",
          "language-content",
          "location",
          "malware",
          "malware-analysis",
          "note",
          "observed-data",
          "opinion",
          "relationship",
          "report",
          "sighting",
          "threat-actor",
          "tool",
          "vulnerability");

  /// What nanoseconds since 1970 can tell apart.
  private static final Instant EARLIEST = Instant.parse("1678-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

  private static final Pattern ID =
      Pattern.compile(
          "([a-z][a-z0-9-]{1,248}[a-z0-9])--[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern SPEC = Pattern.compile("[0-9]\\.[0-9]");

  public StixObject {
    members = Map.copyOf(members);
  }

  /// A member, if it has it and it is a text.
  public Optional<String> member(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /// Its id, if it has one that can be told.
  public Optional<String> id() {
    return member("id").filter(text -> ID.matcher(text).matches());
  }

  /// What tells its versions apart: `modified`, or else `created`, or else one and the same.
  public String version() {
    return member("modified").or(() -> member("created")).orElse(UNVERSIONED);
  }

  /// As it is put on the shelf.
  ///
  /// @throws IllegalArgumentException when it is no object of STIX; the message is for its sender
  Draft draft() {
    String id = id().orElseThrow(() -> new IllegalArgumentException("its id is none of STIX"));
    String type = member("type").orElse("");
    must(id.startsWith(type + "--"), "its id does not begin with its type");
    must(SPEC.matcher(spec()).matches(), "its spec_version is none of STIX");
    must(
        !VERSIONED.contains(type) || members.keySet().containsAll(Set.of("created", "modified")),
        "a " + type + " has created and modified");
    must(
        !type.equals("marking-definition") || members.containsKey("created"),
        "a marking-definition has created");
    return new Draft(id, type, spec(), version(), time(version()), text);
  }

  /// STIX 2.0 does not say so; observables of 2.1 need not.
  private String spec() {
    boolean observable = !members.containsKey("created");
    return member("spec_version").orElse(observable ? "2.1" : "2.0");
  }

  private static Instant time(String version) {
    return Taxii.instant(version)
        .filter(at -> at.isAfter(EARLIEST) && at.isBefore(LATEST))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its modified or created is no time such as 2026-01-31T12:00:00.000Z, or not between"
                        + " the years 1678 and 2262"));
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /// Without its text.
  @Override
  public String toString() {
    return "StixObject[" + id().orElse("without an id") + "]";
  }
}
