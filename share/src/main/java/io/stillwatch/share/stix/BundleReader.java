// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what a peer sent: a bundle, a TAXII envelope, or one object. Strict in what it takes for a
/// lead, bounded in what it holds, and calm about what it does not know: other types and properties
/// are passed over. An object that breaks a rule is set aside by itself.
public final class BundleReader {
  /// Longer texts are not read at all.
  public static final int BYTES_MOST = 16 << 20;

  /// Objects of one bundle at most.
  public static final int OBJECTS_MOST = 50_000;

  private static final int REJECTED_MOST = 100;
  private static final int DEPTH_MOST = 32;
  private static final int TEXT_MOST = 300_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MOST)
                          .maxStringLength(TEXT_MOST)
                          .maxNumberLength(40)
                          .maxDocumentLength(BYTES_MOST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final List<Lead> leads = new ArrayList<>();
  private final List<Received.Sighting> sightings = new ArrayList<>();
  private final List<Received.Opinion> opinions = new ArrayList<>();
  private final List<Received.Rejected> rejected = new ArrayList<>();
  private final Set<String> versions = new HashSet<>();
  private int kept;

  private BundleReader() {}

  /// @throws BadBundle when it is no bundle at all, or too large; nothing of it is taken then
  public static Received read(byte[] json) {
    if (json.length > BYTES_MOST) {
      throw new BadBundle(
          "a bundle has at most %,d bytes, not %,d; send it in parts"
              .formatted(BYTES_MOST, json.length));
    }
    try {
      return new BundleReader().all(objects(JSON.readTree(json)));
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new BadBundle(
          "it is no sound JSON: line %d, column %d"
              .formatted(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()));
    }
  }

  /// Who made an object, by its own word; empty when it names nobody.
  public static Optional<String> maker(String object) {
    try {
      String by = JSON.readTree(object).path("created_by_ref").asString("");
      return by.isEmpty() ? Optional.empty() : Optional.of(by);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Iterable<JsonNode> objects(JsonNode root) {
    JsonNode objects = root.path("objects");
    if (!objects.isArray()) {
      return root.path("type").isString() && !root.path("type").asString().equals("bundle")
          ? List.of(root)
          : List.of();
    }
    if (objects.size() > OBJECTS_MOST) {
      throw new BadBundle(
          "a bundle has at most %,d objects, not %,d; send it in parts"
              .formatted(OBJECTS_MOST, objects.size()));
    }
    return objects;
  }

  private Received all(Iterable<JsonNode> objects) {
    int place = 0;
    for (JsonNode object : objects) {
      try {
        take(object);
      } catch (Broken rule) {
        if (rejected.size() < REJECTED_MOST) {
          rejected.add(new Received.Rejected(place, String.valueOf(rule.getMessage())));
        }
      }
      place++;
    }
    return new Received(leads, sightings, opinions, kept, rejected);
  }

  private void take(JsonNode object) {
    String type = text(object, "type");
    String id = text(object, "id");
    check(StixId.isOf(type, id), "id is the object's type, -- and a UUID");
    boolean again = !versions.add(id + object.path("modified").asString(""));
    if (again) {
      return;
    }
    switch (type) {
      case "indicator" -> lead(object, id);
      case "sighting" -> sighting(object, id);
      case "opinion" -> opinion(object, id);
      default -> kept++;
    }
  }

  /// An indicator without our extension is another tool's: kept, and no lead.
  private void lead(JsonNode object, String id) {
    JsonNode more = Extension.of(object);
    Optional<TokenKind> kind = TokenKind.of(more.path("token_kind").asString(""));
    if (kind.isEmpty() || !text(object, "pattern_type").equals("stix")) {
      kept++;
      return;
    }
    String prefix =
        more.path("token_scheme").asString("") + ':' + more.path("key_epoch").asString("") + ':';
    Optional<List<Token>> tokens = TokenPattern.read(text(object, "pattern"), kind.get(), prefix);
    check(tokens.isPresent(), "pattern names tokens of token_kind, and nothing else");
    Instant created = time(object, "created");
    Instant modified = time(object, "modified");
    check(!modified.isBefore(created), "modified is not before created");
    Instant until = time(object, "valid_until");
    check(until.isAfter(time(object, "valid_from")), "valid_until is after valid_from");
    int confidence = object.path("confidence").asInt(-1);
    check(confidence >= 0 && confidence <= 100, "confidence is 0 to 100");
    String about = more.path("about_ref").asString("");
    check(about.isEmpty() || StixId.isSound(about), "about_ref is an identifier");
    leads.add(
        new Lead(
            id,
            creator(object),
            created,
            modified,
            until,
            tokens.orElseThrow(),
            confidence,
            Step.of(more.path("recommended_action").asString("")).orElse(Step.WATCH),
            about,
            detector(more),
            object.path("revoked").asBoolean(false)));
  }

  private static Optional<Detector> detector(JsonNode more) {
    String version = more.path("detector_version").asString("");
    String sha256 = more.path("detector_sha256").asString("");
    boolean said = !version.isEmpty() && version.length() <= 64 && sha256.matches("[0-9a-f]{64}");
    return said ? Optional.of(new Detector(version, sha256, 0)) : Optional.empty();
  }

  private void sighting(JsonNode object, String id) {
    String of = text(object, "sighting_of_ref");
    check(StixId.isSound(of), "sighting_of_ref is an identifier");
    JsonNode said = Extension.of(object).path("log10_e_local");
    boolean number = said.isNumber() && Math.abs(said.asDouble()) <= 1e6;
    double value = object.path("revoked").asBoolean(false) ? 0 : said.asDouble(0);
    sightings.add(
        new Received.Sighting(
            id,
            of,
            creator(object),
            time(object, "modified"),
            number ? OptionalDouble.of(value) : OptionalDouble.empty()));
  }

  private void opinion(JsonNode object, String id) {
    Answer.View view =
        switch (text(object, "opinion")) {
          case "agree", "strongly-agree" -> Answer.View.AGREE;
          case "neutral" -> Answer.View.SEED;
          case "disagree", "strongly-disagree" -> Answer.View.DISPUTE;
          default -> throw new Broken("opinion is one of the five steps of STIX");
        };
    var of = new ArrayList<String>();
    object.path("object_refs").forEach(ref -> of.add(ref.asString("")));
    check(!of.isEmpty() && of.stream().allMatch(StixId::isSound), "object_refs are identifiers");
    opinions.add(new Received.Opinion(id, of, creator(object), time(object, "modified"), view));
  }

  private static String creator(JsonNode object) {
    String by = text(object, "created_by_ref");
    check(StixId.isOf("identity", by), "created_by_ref is an identity");
    return by;
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    check(value.isString() && !value.asString().isEmpty(), name + " is missing or no text");
    return value.asString();
  }

  /// Times of STIX have three fraction digits or more, and Z.
  private static Instant time(JsonNode object, String name) {
    String said = text(object, name);
    check(said.length() <= 40 && said.endsWith("Z"), name + " is a time in UTC, with Z");
    try {
      return Instant.parse(said);
    } catch (DateTimeException e) {
      throw new Broken(name + " is no time such as 2026-06-12T09:00:00.000Z");
    }
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new Broken(rule);
    }
  }

  /// A rule of a single object.
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String rule) {
      super(rule, null, false, false);
    }
  }
}
