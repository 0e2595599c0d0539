// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Words;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// JSON objects with their keys in the order given, and what several forms say alike.
final class Objects {
  private static final JsonMapper JSON = new JsonMapper();

  private Objects() {}

  /// @param pairs a key, its value, the next key
  static Map<String, Object> object(Object... pairs) {
    var object = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put((String) pairs[i], pairs[i + 1]);
    }
    return object;
  }

  static String line(Map<String, Object> object) {
    return JSON.writeValueAsString(object);
  }

  /// Only a campaign accuses, so only a campaign lists accounts.
  static List<String> accused(Campaign campaign) {
    return campaign.verdict() == Verdict.CAMPAIGN
        ? campaign.members().stream().map(Member::account).toList()
        : List.of();
  }

  static String title(Campaign campaign) {
    return Words.title(campaign.verdict())
        + ", "
        + Words.many(campaign.members().size(), "account");
  }

  static String strongest(Campaign campaign) {
    return campaign.evidence().stream().findFirst().map(Evidence::says).orElse("");
  }

  static double rounded(double value) {
    return Double.parseDouble(Numbers.fixed(value, 4));
  }

  /// What no field of a foreign schema holds, by the names of `campaigns.jsonl`.
  static Map<String, Object> own(Campaign campaign) {
    return object(
        "verdict", campaign.verdict().word(),
        "accounts", campaign.members().size(),
        "exchanges", campaign.counts().exchanges(),
        "input_tokens", campaign.counts().tokensIn(),
        "output_tokens", campaign.counts().tokensOut(),
        "log10_e_control", rounded(campaign.log10Control()),
        "log10_e_extraction", rounded(campaign.log10Extraction()),
        "threshold_log10_e", rounded(campaign.threshold()),
        "share_harvest", rounded(campaign.shareHarvest()),
        "techniques", campaign.techniques(),
        "overturn", campaign.overturn());
  }
}
