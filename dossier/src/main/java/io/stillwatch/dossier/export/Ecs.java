// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import static io.stillwatch.dossier.export.Objects.object;

import io.stillwatch.dossier.Times;
import io.stillwatch.dossier.Words;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import java.util.List;
import java.util.Map;

/// Elastic Common Schema 8.17: an alert for a campaign, a plain event for what accuses nobody.
final class Ecs {
  private static final String VERSION = "8.17.0";

  private Ecs() {}

  static String of(Campaign campaign, String version) {
    return Objects.line(
        object(
            "@timestamp", Times.rfc3339(campaign.detectedAt()),
            "ecs", object("version", VERSION),
            "event", event(campaign),
            "message", Objects.title(campaign) + ": " + Objects.strongest(campaign),
            "observer", object("vendor", "Stillwatch", "product", "Stillwatch", "version", version),
            "threat", threat(campaign),
            "related", object("user", Objects.accused(campaign)),
            "stillwatch", Objects.own(campaign)));
  }

  private static Map<String, Object> event(Campaign campaign) {
    return object(
        "id", campaign.id(),
        "kind", campaign.verdict() == Verdict.CAMPAIGN ? "alert" : "event",
        "category", List.of("threat"),
        "type", List.of("indicator"),
        "module", "stillwatch",
        "dataset", "stillwatch.campaign",
        "start", Times.rfc3339(campaign.window().from()),
        "end", Times.rfc3339(campaign.window().until()));
  }

  private static Map<String, Object> threat(Campaign campaign) {
    return object(
        "framework",
        "MITRE ATLAS",
        "technique",
        object(
            "id", campaign.techniques(),
            "name", campaign.techniques().stream().map(Words::technique).toList()));
  }
}
