// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.coalition;

import io.stillwatch.share.blind.Identifier;
import io.stillwatch.share.blind.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What of a signup peers can compare: mailbox, card, device, address. What is in no form of its
/// kind is left out: peers could not have it either.
final class SignupIdentifiers {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Map<String, List<Label>> FIELDS =
      Map.of(
          "email", List.of(Label.EMAIL),
          "payment_fingerprint", List.of(Label.CARD_PAR, Label.BANK),
          "device_id", List.of(Label.DEVICE),
          "signup_ip", List.of(Label.IP32, Label.IP6_64));

  private SignupIdentifiers() {}

  /// @param body JSON that was screened already
  static List<Identifier> of(byte[] body) {
    var found = new ArrayList<Identifier>();
    try {
      JsonNode signup = MAPPER.readTree(body);
      FIELDS.forEach((field, labels) -> add(labels, signup.path(field).asString(""), found));
    } catch (JacksonException e) {
      return List.of();
    }
    return found;
  }

  private static void add(List<Label> labels, String value, List<Identifier> into) {
    if (value.isBlank()) {
      return;
    }
    for (Label label : labels) {
      try {
        into.add(Identifier.of(label, value));
        return;
      } catch (IllegalArgumentException e) {
        // in another form, or in none
      }
    }
  }
}
