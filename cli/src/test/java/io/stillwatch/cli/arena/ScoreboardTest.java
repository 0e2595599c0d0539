// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What `arena score` prints.
class ScoreboardTest {
  @TempDir Path scan;
  @TempDir Path labels;

  @BeforeEach
  void world() throws IOException {
    Files.writeString(
        labels.resolve("accounts.csv"),
        """
        account_id,community,hostile,campaign_id,principal
        h1,campaign,true,campaign-1,campaign-1
        h2,campaign,true,campaign-1,campaign-1
        k1,campaign,true,campaign-2,campaign-2
        c1,consumer,false,,p1
        """);
    Files.writeString(
        labels.resolve("campaigns.jsonl"),
        """
        {"campaign_id":"campaign-1","type":"easy","difficulty":"easy","exchanges":10,"harvest_exchanges":8,"first_exchange":"2026-03-02T00:00:00.000Z"}
        {"campaign_id":"campaign-2","type":"thin","difficulty":"hard","exchanges":4,"harvest_exchanges":2,"first_exchange":"2026-03-02T00:00:00.000Z"}
        """);
    Files.writeString(
        labels.resolve("harvest.csv"),
        """
        campaign_id,hour,exchanges,harvest_exchanges
        campaign-1,2026-03-02T00:00:00.000Z,5,4
        campaign-1,2026-03-02T01:00:00.000Z,5,4
        campaign-2,2026-03-02T01:00:00.000Z,4,2
        """);
    Files.writeString(
        scan.resolve("accounts.csv"),
        "account_id,campaign_id,membership_log10_e,share_harvest\nh1,A,9,1\nh2,A,8,1\nc1,A,1,1\n");
    Files.writeString(
        scan.resolve("campaigns.jsonl"),
        """
        {"campaign_id":"A","verdict":"campaign","detected_at":"2026-03-02T01:00:00.000Z","share_harvest":0.7}
        """);
  }

  @Test
  void theTextSaysItAll() {
    Typed typed = Typed.really("arena score " + scan + " " + labels);

    assertThat(typed.out().replaceAll(" +", " "))
        .contains(
            """
            accounts: precision 66.7%, recall 66.7% (2 of 3 hostile named, 1 honest accused; 0 more honest were accused earlier and no longer are)
            campaigns: precision 100.0%, recall 50.0% (1 of 1 groups right, 1 of 2 found)
            PR-AUC of accounts: 0.667 at 0.24% hostile, 0.675 at 2.4% hostile
            purity (adjusted Rand index): 1.00 of those named, 1.00 of all hostile
            harvest taken before detection: median 50.0%, p90 100.0%
            hours to detection, of those found: median 1.0, p90 1.0
            share of harvest, mean error of those found: 0.10
            """)
        .contains("campaign-1 easy easy 2 2 yes 50.0% 1.0 -0.10")
        .contains("campaign-2 thin hard 1 0 no 100.0% - -")
        .contains("consumer 1 1 100,000");
  }

  @Test
  void theJsonIsOneObjectAndUnknownIsNull() {
    String json = Typed.really("arena score " + scan + " " + labels + " --json").out();

    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
    assertThat(json)
        .contains("\"groups\":{\"accused\":1,\"right\":1,\"campaigns\":2,\"campaigns_found\":1")
        .contains("\"hours_to_detection\":{\"median\":1.0,\"p90\":1.0}")
        .contains("\"hours_to_detection\":null,\"share_harvest_error\":null")
        .contains("\"accused_per_100000\":100000.0");
  }
}
