// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.interventions.Focal;
import io.stillwatch.interventions.Pair;
import io.stillwatch.interventions.Protocol;
import io.stillwatch.interventions.Seed;
import io.stillwatch.interventions.Standing;
import io.stillwatch.interventions.Stop;
import io.stillwatch.server.trial.Sheet;
import io.stillwatch.store.Intervention;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How experiments look in JSON. Who is touched is told by the seed alone, which is there when it
/// is over.
final class InterventionForms {
  private InterventionForms() {}

  static Map<String, @Nullable Object> summary(Intervention kept) {
    Sheet sheet = Sheet.of(kept);
    Protocol protocol = sheet.protocol();
    Standing now = sheet.standing();
    return Json.map(
        "id", kept.id(),
        "campaign_id", kept.campaign(),
        "by", sheet.by(),
        "reason", sheet.reason(),
        "from", Forms.time(protocol.design().timetable().from()),
        "until", Forms.time(protocol.design().timetable().window().until()),
        "over", kept.over(),
        "stopped", protocol.stop().map(Stop::why).orElse(null),
        "accounts", protocol.design().members().size(),
        "pairs_planned", protocol.design().timetable().pairs(),
        "pairs", protocol.pairs().size(),
        "up", now.up(),
        "down", now.down(),
        "void", now.voided(),
        "log10_e", now.logE() / Math.log(10),
        "put_off", sheet.tally().touched());
  }

  static Map<String, @Nullable Object> whole(Intervention kept) {
    Map<String, @Nullable Object> form = summary(kept);
    Protocol protocol = Sheet.of(kept).protocol();
    form.put("design", protocol.design().text());
    form.put("commitment", protocol.commitment());
    form.put("seed", protocol.seed().map(Seed::hex).orElse(null));
    form.put("weighed", protocol.pairs().stream().map(InterventionForms::pair).toList());
    return form;
  }

  private static Map<String, @Nullable Object> pair(Pair pair) {
    return Json.map(
        "outside", List.of(pair.around().first(), pair.around().second()),
        "focal", pair.focal().map(InterventionForms::counts).orElse(null),
        "void", pair.around().voided().orElse(null));
  }

  private static List<Long> counts(Focal focal) {
    return List.of(focal.first(), focal.second());
  }
}
