// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.blind.BlindToken;
import io.stillwatch.share.blind.Label;
import io.stillwatch.share.events.Event.Detector;
import io.stillwatch.share.events.Event.Fingerprint;
import io.stillwatch.share.events.Event.Lead;
import io.stillwatch.share.events.Event.Reason;
import io.stillwatch.share.events.Event.Retraction;
import io.stillwatch.share.events.Event.Sighting;
import io.stillwatch.share.events.Event.StixId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Events as members of a security event token. Times are seconds since 1970, as in any JWT.
/// Members that are not known are passed over and kept nowhere.
final class EventForm {
  static final String LEAD = "urn:stillwatch:ssf:event-type:lead";
  static final String SIGHTING = "urn:stillwatch:ssf:event-type:sighting";
  static final String RETRACTION = "urn:stillwatch:ssf:event-type:retraction";
  static final String VERIFICATION =
      "https://schemas.openid.net/secevent/ssf/event-type/verification";

  /// What is offered to peers.
  static final List<String> TYPES = List.of(LEAD, SIGHTING, RETRACTION);

  private EventForm() {}

  static String type(Event event) {
    return switch (event) {
      case Lead lead -> LEAD;
      case Sighting sighting -> SIGHTING;
      case Retraction retraction -> RETRACTION;
    };
  }

  static Map<String, Object> write(Event event) {
    return switch (event) {
      case Lead lead ->
          Map.of(
              "stix_id", lead.about().text(),
              "label", lead.label().word(),
              "confidence", lead.confidence(),
              "expires", lead.expires().getEpochSecond(),
              "detector_version", lead.detector().version(),
              "detector_sha256", lead.detector().sha256(),
              "token_key", lead.key().text());
      case Sighting sighting ->
          Map.of(
              "stix_id", sighting.about().text(),
              "count", sighting.count(),
              "first_seen", sighting.first().getEpochSecond(),
              "last_seen", sighting.last().getEpochSecond());
      case Retraction retraction ->
          Map.of(
              "stix_id", retraction.about().text(),
              "reason", retraction.reason().name().toLowerCase(Locale.ROOT));
    };
  }

  /// Whom an event is about, as a subject identifier (RFC 9493).
  static Map<String, Object> subject(BlindToken token) {
    return Map.of("format", "opaque", "id", token.toString());
  }

  /// @throws IllegalArgumentException when it is no event of ours; the message quotes nothing
  static Event read(String type, Map<String, Object> subject, Map<String, Object> body) {
    BlindToken token = token(subject);
    var about = new StixId(text(body, "stix_id"));
    return switch (type) {
      case LEAD -> lead(token, about, body);
      case SIGHTING ->
          new Sighting(
              token,
              about,
              (int) number(body, "count", Integer.MAX_VALUE),
              time(body, "first_seen"),
              time(body, "last_seen"));
      case RETRACTION -> new Retraction(token, about, reason(text(body, "reason")));
      default -> throw new IllegalArgumentException("the type of the event is not known here");
    };
  }

  private static Lead lead(BlindToken token, StixId about, Map<String, Object> body) {
    return new Lead(
        token,
        about,
        Label.of(text(body, "label"))
            .orElseThrow(() -> new IllegalArgumentException("the label is not known here")),
        (int) number(body, "confidence", 100),
        time(body, "expires"),
        new Detector(text(body, "detector_version"), text(body, "detector_sha256")),
        new Fingerprint(text(body, "token_key")));
  }

  private static BlindToken token(Map<String, Object> subject) {
    if (!"opaque".equals(subject.get("format"))) {
      throw new IllegalArgumentException("sub_id is of format opaque");
    }
    return BlindToken.parse(text(subject, "id"));
  }

  private static Reason reason(String word) {
    for (Reason reason : Reason.values()) {
      if (reason.name().toLowerCase(Locale.ROOT).equals(word)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("reason is wrong, withdrawn or cleared");
  }

  static String text(Map<String, Object> body, String name) {
    if (body.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " is missing; it is a text");
  }

  private static Instant time(Map<String, Object> body, String name) {
    return Instant.ofEpochSecond(number(body, name, 253_402_300_799L));
  }

  private static long number(Map<String, Object> body, String name, long most) {
    if (body.get(name) instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= 0
        && number.longValue() <= most) {
      return number.longValue();
    }
    throw new IllegalArgumentException(name + " is a whole number from 0 to " + most);
  }
}
