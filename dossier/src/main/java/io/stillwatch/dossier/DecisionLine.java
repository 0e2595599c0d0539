// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Undo;

/// Decisions and their ends for programs: one object a line (docs/formats/decisions.md).
final class DecisionLine {
  private DecisionLine() {}

  static String of(Decision decision) {
    return Json.line(
        json -> {
          about(json, "decision", decision);
          json.text("remedy", decision.remedy().rung().word());
          settings(json, decision.remedy());
          json.text("decided_at", Times.rfc3339(decision.term().at()))
              .text("from", Times.rfc3339(decision.term().from()))
              .text("until", Times.rfc3339(decision.term().until()));
          grounds(json, decision.grounds());
        });
  }

  /// @param decision one that was undone
  static String undone(Decision decision) {
    Undo undo = decision.undone().orElseThrow();
    return Json.line(
        json -> {
          about(json, "undo", decision);
          json.text("at", Times.rfc3339(undo.at()))
              .text("by", undo.by())
              .text("why", undo.why())
              .text("replaced_by", undo.replacedBy());
        });
  }

  private static void about(Json json, String event, Decision decision) {
    json.text("event", event)
        .text("decision_id", decision.id())
        .text("account_id", decision.account())
        .text("mode", decision.mode().word());
  }

  private static void settings(Json json, Remedy remedy) {
    switch (remedy) {
      case Remedy.Slow slow -> json.number("slow_to", Numbers.significant(slow.share()));
      case Remedy.Verify verify -> json.text("verify_webhook", verify.webhook());
      case Remedy.Narrow narrow ->
          json.texts("narrow_without", narrow.without().stream().map(Feature::word).toList());
      case Remedy.Mark mark -> json.text("mark_key", mark.key());
      case Remedy.Watch watch -> {}
      case Remedy.Suspend suspend -> {}
      case Remedy.Refuse refuse -> {}
    }
  }

  private static void grounds(Json json, Grounds grounds) {
    Snapshot evidence = grounds.evidence();
    json.text("rule", grounds.rule())
        .text("reason", grounds.reason())
        .texts("people", grounds.people())
        .text("campaign_id", evidence.campaign())
        .text("verdict", evidence.verdict().word())
        .number("log10_e_control", Numbers.fixed(evidence.log10Control(), 4))
        .number("log10_e_extraction", Numbers.fixed(evidence.log10Extraction(), 4))
        .number("log10_e", Numbers.fixed(evidence.log10Member(), 4))
        .text("detected_at", Times.rfc3339(evidence.detectedAt()))
        .object("facts", facts -> grounds.facts().forEach(facts::text));
  }
}
