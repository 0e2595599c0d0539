// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import static io.stillwatch.dossier.export.Objects.object;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// OCSF 1.3.0: Detection Finding (class 2004), and for a campaign an Incident Finding (class 2005)
/// that refers to it. The two axes stay apart, in `unmapped`: OCSF has one confidence, and we have
/// none that mixes them.
final class Ocsf {
  private static final String VERSION = "1.3.0";
  private static final int FINDINGS = 2;
  private static final int DETECTION = 2004;
  private static final int INCIDENT = 2005;
  private static final int CREATE = 1;
  private static final int NEW = 1;

  private Ocsf() {}

  static List<String> of(Campaign campaign, String version) {
    var lines = new ArrayList<String>();
    lines.add(Objects.line(detection(campaign, version)));
    if (campaign.verdict() == Verdict.CAMPAIGN) {
      lines.add(Objects.line(incident(campaign, version)));
    }
    return lines;
  }

  private static Map<String, Object> detection(Campaign campaign, String version) {
    Map<String, Object> finding = base(campaign, DETECTION, version);
    finding.put("finding_info", info(campaign));
    finding.put("is_alert", campaign.verdict() == Verdict.CAMPAIGN);
    finding.put(
        "resources",
        Objects.accused(campaign).stream()
            .map(account -> object("uid", account, "type", "account"))
            .toList());
    finding.put("evidences", campaign.evidence().stream().map(Ocsf::evidence).toList());
    finding.put("unmapped", object("stillwatch", Objects.own(campaign)));
    return finding;
  }

  private static Map<String, Object> incident(Campaign campaign, String version) {
    Map<String, Object> incident = base(campaign, INCIDENT, version);
    incident.put("finding_info_list", List.of(info(campaign)));
    incident.put("desc", Objects.strongest(campaign));
    incident.put("unmapped", object("stillwatch", Objects.own(campaign)));
    return incident;
  }

  private static Map<String, Object> base(Campaign campaign, int type, String version) {
    return object(
        "activity_id",
        CREATE,
        "category_uid",
        FINDINGS,
        "class_uid",
        type,
        "type_uid",
        type * 100L + CREATE,
        "time",
        campaign.detectedAt(),
        "start_time",
        campaign.window().from(),
        "end_time",
        campaign.window().until(),
        "severity_id",
        severity(campaign.verdict()),
        "status_id",
        NEW,
        "metadata",
        object(
            "version",
            VERSION,
            "product",
            object("name", "Stillwatch", "vendor_name", "Stillwatch", "version", version)));
  }

  private static Map<String, Object> info(Campaign campaign) {
    return object(
        "uid", campaign.id(),
        "title", Objects.title(campaign),
        "desc", Objects.strongest(campaign),
        "first_seen_time", campaign.window().from(),
        "last_seen_time", campaign.window().until(),
        "created_time", campaign.detectedAt(),
        "types", List.of(campaign.verdict().word()));
  }

  private static Map<String, Object> evidence(Evidence e) {
    return object(
        "data",
        object(
            "family", e.family().name(),
            "statistic", e.statistic(),
            "observed", Objects.rounded(e.observed()),
            "expected", Objects.rounded(e.expected()),
            "log10_e", Objects.rounded(e.log10E()),
            "says", e.says(),
            "null_model", e.nullModel()));
  }

  /// High, low, informational.
  private static int severity(Verdict verdict) {
    return switch (verdict) {
      case CAMPAIGN -> 4;
      case UNDECLARED_INTERMEDIARY -> 2;
      case WATCH -> 1;
    };
  }
}
