// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.Decision;
import io.stillwatch.model.desk.Desk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/// The part of CrowdSec's local API that its bouncers use. Accounts that are shut out are `ban`s,
/// accounts that are asked for proof are `captcha`s, in a scope of our own, `account`. Milder
/// remedies are left out: a bouncer takes a type that it does not know for a ban.
final class CrowdSecDoor {
  private static final String SCOPE = "account";
  private static final String ORIGIN = "stillwatch";

  private final Changes changes;
  private final InstantSource clock;

  CrowdSecDoor(Desk desk, InstantSource clock) {
    this.changes = new Changes(desk);
    this.clock = clock;
  }

  /// `GET /v1/decisions/stream?startup=true`: all, or what has changed since this bouncer asked.
  void stream(Call call, Consumer<Reply> to) {
    readOnly(call);
    boolean startup = call.query("startup").equals("true");
    Changes.Delta delta = changes.since(call.token().orElse(""), startup);
    to.accept(
        Reply.json(
            JsonOut.object(
                out -> {
                  list(out, "new", chosen(call, delta.begun()));
                  list(out, "deleted", chosen(call, delta.ended()));
                })));
  }

  /// `GET /v1/decisions`: what is in force; `null` when nothing is, as CrowdSec says it.
  void list(Call call, Consumer<Reply> to) {
    readOnly(call);
    List<Decision> all = new ArrayList<>(chosen(call, changes.inForce()));
    all.removeIf(decision -> !asks(call, "scope", SCOPE));
    all.removeIf(decision -> !asks(call, "value", decision.account()));
    all.removeIf(decision -> !asks(call, "type", type(decision)));
    boolean byAddress = !call.query("ip").isEmpty() || !call.query("range").isEmpty();
    String body = all.isEmpty() || byAddress ? "null" : JsonOut.text(out -> array(out, all));
    to.accept(Reply.json(body));
  }

  private static void readOnly(Call call) {
    if (!call.method.equals(HttpMethod.HEAD)) {
      call.by(HttpMethod.GET);
    }
  }

  private static boolean asks(Call call, String name, String value) {
    String asked = call.query(name);
    return asked.isEmpty() || asked.equalsIgnoreCase(value);
  }

  private static List<Decision> chosen(Call call, List<Decision> decisions) {
    if (!among(call.query("scopes"), SCOPE) || !among(call.query("origins"), ORIGIN)) {
      return List.of();
    }
    String with = call.query("scenarios_containing");
    String without = call.query("scenarios_not_containing");
    return decisions.stream()
        .filter(d -> with.isEmpty() || anyIn(with, scenario(d)))
        .filter(d -> without.isEmpty() || !anyIn(without, scenario(d)))
        .toList();
  }

  private static boolean among(String commas, String word) {
    return commas.isEmpty() || List.of(commas.toLowerCase(Locale.ROOT).split(",")).contains(word);
  }

  private static boolean anyIn(String commas, String scenario) {
    for (String part : commas.split(",", -1)) {
      if (scenario.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private void list(JsonGenerator out, String name, List<Decision> decisions) {
    out.writeName(name);
    array(out, decisions);
  }

  private void array(JsonGenerator out, List<Decision> decisions) {
    out.writeStartArray();
    decisions.forEach(decision -> write(out, decision));
    out.writeEndArray();
  }

  private void write(JsonGenerator out, Decision decision) {
    UUID uuid = UUID.nameUUIDFromBytes(decision.id().getBytes(UTF_8));
    long left = Math.max(0, decision.term().until() - clock.millis());
    out.writeStartObject();
    out.writeNumberProperty("id", uuid.getMostSignificantBits() >>> 11);
    out.writeStringProperty("uuid", uuid.toString());
    out.writeStringProperty("origin", ORIGIN);
    out.writeStringProperty("type", type(decision));
    out.writeStringProperty("scope", SCOPE);
    out.writeStringProperty("value", decision.account());
    out.writeStringProperty("duration", go(Duration.ofMillis(left)));
    out.writeStringProperty("scenario", scenario(decision));
    out.writeBooleanProperty("simulated", false);
    out.writeEndObject();
  }

  private static String type(Decision decision) {
    return decision.remedy().rung().shutsOut() ? "ban" : "captcha";
  }

  /// The remedy, never the rule.
  private static String scenario(Decision decision) {
    return ORIGIN + "/" + decision.remedy().rung().word();
  }

  /// A time as the language of CrowdSec writes it, such as `3h59m58.120s`.
  private static String go(Duration time) {
    return "%dh%dm%d.%03ds"
        .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart(), time.toMillisPart());
  }
}
