// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.coalition;

import io.stillwatch.identity.Reason;
import io.stillwatch.identity.ScreeningSettings;
import io.stillwatch.identity.Signal;
import io.stillwatch.identity.StartingTier;
import io.stillwatch.store.Screened;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A signup that was screened, screened again for what peers say now. Nothing else is asked again:
/// counts stay as they were at the door.
final class Rescreened {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Rescreened() {}

  /// @param says one line for each thing that a peer has named; none takes the reason away
  static Screened of(Screened before, List<String> says) {
    ObjectNode form = (ObjectNode) MAPPER.readTree(before.signup());
    ArrayNode all = MAPPER.createArrayNode();
    form.path("reasons").forEach(one -> keep(one, all));
    says.forEach(line -> all.add(reason(line)));
    form.set("reasons", all);
    List<Reason> reasons = reasons(all);
    boolean held = StartingTier.held(reasons);
    String earned = form.path("earned_tier").asString(before.tier());
    String tier = held ? ScreeningSettings.STANDARD.lowest() : earned;
    form.put("held", held).put("proposed_tier", tier);
    return new Screened(
        before.account(),
        before.at(),
        tier,
        reasons.stream().map(Reason::says).toList(),
        form.toString());
  }

  private static void keep(JsonNode reason, ArrayNode all) {
    if (!reason.path("signal").asString("").equals(Signal.PEER_NOTICE.word())) {
      all.add(reason);
    }
  }

  private static ObjectNode reason(String says) {
    Signal signal = Signal.PEER_NOTICE;
    return MAPPER
        .createObjectNode()
        .put("signal", signal.word())
        .put("weight", signal.weight().word())
        .put("says", says)
        .put("changed_by", signal.changes());
  }

  private static List<Reason> reasons(ArrayNode all) {
    var reasons = new ArrayList<Reason>();
    for (JsonNode one : all) {
      Signal signal = Signal.valueOf(one.path("signal").asString("").toUpperCase(Locale.ROOT));
      reasons.add(new Reason(signal, one.path("says").asString(""), Optional.empty()));
    }
    return reasons;
  }
}
