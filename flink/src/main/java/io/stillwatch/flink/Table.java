// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.Prices;
import io.stillwatch.ingest.PriceList;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Verdict;
import java.util.SortedMap;
import java.util.TreeMap;

/// What stands, for programs that do not know our wire forms: rows by key, as JSON in the form of
/// docs/formats/results.md. A newer row replaces an older one of its key.
enum Table {
  /// A group, by its id.
  CAMPAIGNS {
    @Override
    SortedMap<String, String> rows(Campaign campaign) {
      var rows = new TreeMap<String, String>();
      rows.put(campaign.id(), Dossier.campaignJson(campaign, Listed.PRICES));
      return rows;
    }
  },

  /// An account that a `campaign` names, by the campaign's id and its own. Accounts of other
  /// verdicts are not accused, so no program is given a list of them.
  EVIDENCE {
    @Override
    SortedMap<String, String> rows(Campaign campaign) {
      var rows = new TreeMap<String, String>();
      if (campaign.verdict() == Verdict.CAMPAIGN) {
        campaign
            .members()
            .forEach(
                member ->
                    rows.put(
                        campaign.id() + "/" + member.account(),
                        Dossier.memberJson(campaign, member)));
      }
      return rows;
    }
  };

  /// The list that comes with Stillwatch, read once.
  private static final class Listed {
    static final Prices PRICES = prices(PriceList.standard());

    private static Prices prices(PriceList list) {
      return Prices.of(list.date(), list::cost);
    }
  }

  abstract SortedMap<String, String> rows(Campaign campaign);
}
