// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.export;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Times;
import io.stillwatch.model.Campaign;
import java.util.List;

/// One row for each group. No cell comes from a log, so none needs quoting.
final class Rows {
  private static final String HEADER =
      "campaign_id,verdict,accounts,examined,exchanges,input_tokens,output_tokens,first_seen,"
          + "last_seen,detected_at,log10_e_control,log10_e_extraction,threshold_log10_e,"
          + "share_harvest,techniques\n";

  private Rows() {}

  static String of(List<Campaign> campaigns) {
    var text = new StringBuilder(HEADER);
    campaigns.forEach(campaign -> text.append(row(campaign)).append('\n'));
    return text.toString();
  }

  private static String row(Campaign c) {
    return String.join(
        ",",
        c.id(),
        c.verdict().word(),
        Integer.toString(c.members().size()),
        Integer.toString(c.examined()),
        Long.toString(c.counts().exchanges()),
        Long.toString(c.counts().tokensIn()),
        Long.toString(c.counts().tokensOut()),
        Times.rfc3339(c.window().from()),
        Times.rfc3339(c.window().until()),
        Times.rfc3339(c.detectedAt()),
        Numbers.fixed(c.log10Control(), 4),
        Numbers.fixed(c.log10Extraction(), 4),
        Numbers.fixed(c.threshold(), 4),
        Numbers.fixed(c.shareHarvest(), 4),
        String.join(" ", c.techniques()));
  }
}
