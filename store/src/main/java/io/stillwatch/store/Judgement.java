// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Replaces the newest judgement as a whole, and remembers when each group was seen and what was
/// new.
final class Judgement {
  private final Handle handle;

  Judgement(Handle handle) {
    this.handle = handle;
  }

  void replace(long at, List<Campaign> campaigns, List<Finding.Withdrawn> withdrawn) {
    handle.execute("delete from campaigns");
    handle.execute("delete from withdrawn");
    for (int i = 0; i < campaigns.size(); i++) {
      Campaign campaign = campaigns.get(i);
      String body = Json.write(campaign);
      handle.execute(
          "insert into campaigns (id, number, body) values (?, ?, ?)", campaign.id(), i, body);
      see(campaign.id(), at);
      keepVersion(campaign.id(), at, body);
    }
    withdrawn.forEach(this::withdraw);
  }

  private void see(String campaign, long at) {
    handle.execute(
        """
        insert into appearances (campaign, first_seen, last_seen) values (?, ?, ?)
        on conflict (campaign) do update set last_seen = excluded.last_seen
        """,
        campaign,
        at,
        at);
  }

  private void keepVersion(String campaign, long at, String body) {
    Optional<String> newest =
        handle
            .createQuery(
                "select body from versions where campaign = :campaign order by at desc limit 1")
            .bind("campaign", campaign)
            .mapTo(String.class)
            .findOne();
    if (newest.isEmpty() || !newest.get().equals(body)) {
      handle.execute(
          """
          insert into versions (campaign, at, body) values (?, ?, ?)
          on conflict (campaign, at) do update set body = excluded.body
          """,
          campaign,
          at,
          body);
    }
  }

  private void withdraw(Finding.Withdrawn one) {
    handle.execute(
        """
        insert into withdrawn (account, campaign, named, withdrawn) values (?, ?, ?, ?)
        on conflict (account) do update set campaign = excluded.campaign, named = excluded.named,
          withdrawn = excluded.withdrawn
        """,
        one.account(),
        one.campaign(),
        one.named(),
        one.withdrawn());
  }
}
