// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.stillwatch.arena.Arena;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScoringTest {
  @TempDir Path scan;
  @TempDir Path labels;

  @BeforeEach
  void truth() throws IOException {
    Files.writeString(
        labels.resolve("accounts.csv"),
        """
        account_id,community,hostile,campaign_id,principal
        h1,campaign,true,campaign-1,campaign-1
        h2,campaign,true,campaign-1,campaign-1
        h3,campaign,true,campaign-1,campaign-1
        k1,campaign,true,campaign-2,campaign-2
        r1,undeclared-reseller,false,,reseller_1
        r2,undeclared-reseller,false,,reseller_1
        c1,consumer,false,,p1
        """);
    Files.writeString(
        labels.resolve("campaigns.jsonl"),
        """
        {"campaign_id":"campaign-1","type":"easy","difficulty":"easy","levels":["R0"],"accounts":3,"exchanges":20,"harvest_exchanges":16,"first_exchange":"2026-03-02T00:30:00.000Z"}
        {"campaign_id":"campaign-2","type":"thin","difficulty":"hard","levels":["R1"],"accounts":1,"exchanges":8,"harvest_exchanges":4,"first_exchange":"2026-03-02T06:00:00.000Z"}
        """);
    Files.writeString(
        labels.resolve("harvest.csv"),
        """
        campaign_id,hour,exchanges,harvest_exchanges
        campaign-1,2026-03-02T00:00:00.000Z,5,4
        campaign-1,2026-03-02T01:00:00.000Z,5,4
        campaign-1,2026-03-02T02:00:00.000Z,10,8
        campaign-2,2026-03-02T06:00:00.000Z,8,4
        """);
  }

  private Score score(String accounts, String campaigns) throws IOException {
    Files.writeString(
        scan.resolve("accounts.csv"),
        "account_id,campaign_id,membership_log10_e,share_harvest\n" + accounts);
    Files.writeString(scan.resolve("campaigns.jsonl"), campaigns);
    return Arena.score(scan, labels);
  }

  @Test
  void accountsCampaignsInnocentsAndVerdictsAreCounted() throws IOException {
    Score score =
        score(
            "h1,A,9,1\nh2,A,8,1\nc1,A,2,0.1\nr1,B,5,0\nr2,B,5,0\n",
            """
            {"campaign_id":"A","accounts":["h1","h2","c1"],"verdict":"campaign","log10_e_control":9.5}
            {"campaign_id":"B","accounts":2,"verdict":"undeclared-intermediary","log10_e_control":6}
            """);
    assertThat(score.accounts()).isEqualTo(new Score.Tally(2, 1, 2, 0));
    assertThat(score.accounts().precision()).isEqualTo(2.0 / 3);
    assertThat(score.accounts().recall()).isEqualTo(.5);
    assertThat(score.campaigns().get(0))
        .isEqualTo(
            new Score.CampaignScore(
                "campaign-1",
                "easy",
                "easy",
                3,
                2,
                true,
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
    assertThat(score.campaigns().get(1).found()).isFalse();
    assertThat(score.innocents())
        .containsExactly(
            new Score.InnocentScore("consumer", 1, 1),
            new Score.InnocentScore("undeclared-reseller", 2, 0));
    assertThat(score.verdicts())
        .isEqualTo(
            Map.of(
                "easy",
                Map.of("campaign", 1),
                "undeclared-reseller",
                Map.of("undeclared-intermediary", 1)));
  }

  @Test
  void requestsOfAccusedAccountsAreCounted() throws IOException {
    packed(
        labels,
        "request_id,account_id,campaign_id,harvest\nq1,h1,campaign-1,1\nq2,h1,campaign-1,0\n"
            + "q3,h2,campaign-1,1\nq4,h2,campaign-1,0\nq5,k1,campaign-2,1\n");
    packed(
        scan,
        "campaign_id,account_id,request_id,ts,because\nA,h1,q1,t,scaffold\nA,h1,q2,t,reply\n"
            + "A,c1,q9,t,scaffold\nB,c1,q9,t,scaffold\n");
    Score score =
        score(
            "h1,A,9,1\nh2,A,8,1\nc1,A,2,0.1\n",
            """
            {"campaign_id":"A","verdict":"campaign","members":[{"account_id":"c1","exchanges":4}]}
            """);
    var expected = new Score.RequestScore("campaign-1", 1, 1, 1);
    Score.Requests requests = score.requests().orElseThrow();
    assertThat(requests.campaigns()).containsExactly(expected);
    assertThat(requests.all().precision()).isEqualTo(.5);
    assertThat(requests.all().recall()).isEqualTo(.5);
    assertThat(requests.wronged()).isEqualTo(1);
    assertThat(requests.wrongedShare()).isEqualTo(.25);
  }

  @Test
  void withoutAListOfRequestsNothingIsSaidOfThem() throws IOException {
    packed(labels, "request_id,account_id,campaign_id,harvest\n");
    assertThat(score("", "").requests()).isEmpty();
  }

  private static void packed(Path folder, String text) throws IOException {
    Path file = folder.resolve("requests.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aSilentScanAccusesNobodyAndMissesAll() throws IOException {
    Score score = score("", "");
    assertThat(score.accounts()).isEqualTo(new Score.Tally(0, 0, 4, 0));
    assertThat(score.accounts().precision()).isEqualTo(1);
  }

  @Test
  void aWatchedGroupIsNotAnAccusation() throws IOException {
    Score score = score("c1,W,1,0\n", "{\"campaign_id\":\"W\",\"verdict\":\"watch\"}\n");
    assertThat(score.accounts().wronged()).isZero();
    assertThat(score.verdicts()).isEqualTo(Map.of("consumer", Map.of("watch", 1)));
  }

  @Test
  void harvestBeforeDetectionIsCountedByTheHour() throws IOException {
    Score score =
        score(
            "h1,A,9,1\nh2,A,8,1\n",
            """
            {"campaign_id":"A","accounts":["h1","h2"],"verdict":"campaign","detected_at":"2026-03-02T01:30:00.000Z","share_harvest":0.9}
            """);
    Score.CampaignScore found = score.campaigns().get(0);
    // 4 in the first hour and half of 4 in the second, of 16; an hour after 00:30; 0.9 for 16 / 20
    assertThat(found.taken()).hasValue(6.0 / 16);
    assertThat(found.hours()).hasValue(1);
    assertThat(found.shareError().getAsDouble()).isCloseTo(.1, within(1e-12));
    Score.CampaignScore missed = score.campaigns().get(1);
    assertThat(missed.taken()).hasValue(1);
    assertThat(missed.hours()).isEmpty();
    assertThat(score.delay().taken().median()).hasValue(6.0 / 16);
    assertThat(score.delay().taken().p90()).hasValue(1);
    assertThat(score.delay().hours().p90()).hasValue(1);
    assertThat(score.delay().shareError().getAsDouble()).isCloseTo(.1, within(1e-12));
  }

  @Test
  void theEarliestOfTwoGroupsDetectsACampaign() throws IOException {
    Score score =
        score(
            "h1,A,9,1\nh2,A,8,1\nh3,B,9,1\nh2,B,7,1\n",
            """
            {"campaign_id":"A","verdict":"campaign","detected_at":"2026-03-03T00:00:00.000Z"}
            {"campaign_id":"B","verdict":"campaign","detected_at":"2026-03-02T01:00:00.000Z"}
            """);
    assertThat(score.campaigns().get(0).taken()).hasValue(.25);
    assertThat(score.groups()).isEqualTo(new Score.Groups(2, 0, 1, 1));
  }

  @Test
  void withoutHoursInTheLabelsNothingIsSaidOfDelay() throws IOException {
    Files.delete(labels.resolve("harvest.csv"));
    Score score = score("", "");
    assertThat(score.campaigns().get(0).taken()).isEmpty();
    assertThat(score.delay().taken().median()).isEmpty();
  }

  @Test
  void aGroupOfOneAccusesAnAccountButFindsNoCampaign() throws IOException {
    Score score = score("h1,A,9,1\n", "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    assertThat(score.accounts().hit()).isEqualTo(1);
    assertThat(score.groups()).isEqualTo(new Score.Groups(0, 0, 0, 2));
    assertThat(score.groups().precision()).isEqualTo(1);
    assertThat(score.groups().recall()).isZero();
  }

  @Test
  void aGroupOfTwoCampaignsIsWrong() throws IOException {
    Score score =
        score("h1,A,9,1\nk1,A,9,1\n", "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    assertThat(score.accounts().precision()).isEqualTo(1);
    assertThat(score.groups()).isEqualTo(new Score.Groups(0, 1, 0, 2));
  }

  @Test
  void prAucIsWeighedToTheBaseRate() throws IOException {
    Score score =
        score(
            "h1,A,9,1\nh2,A,8,1\nc1,A,2,0.1\n",
            "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    // half of the hostile at precision 1; the other half only when everybody is accused
    assertThat(score.prAuc().get(0).baseRate()).isEqualTo(.0024);
    assertThat(score.prAuc().get(0).area()).isCloseTo(.5 + .5 * .0024, within(1e-12));
    assertThat(score.prAuc().get(1).area()).isCloseTo(.5 + .5 * .024, within(1e-12));
  }

  @Test
  void anHonestAccountOnTopCostsMuchAtASmallBaseRate() throws IOException {
    Score score =
        score("c1,A,20,1\nh1,A,9,1\n", "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    // 1 of 4 hostile after 1 of 3 honest
    double precision = .25 * .024 / (.25 * .024 + .976 / 3);
    assertThat(score.prAuc().get(1).area()).isCloseTo(.25 * precision + .75 * .024, within(1e-12));
  }

  @Test
  void theWatchedStandBehindTheAccusedWhateverTheirEvidence() throws IOException {
    Score score =
        score(
            "h1,A,1,1\nh2,A,1,1\n",
            """
            {"campaign_id":"A","verdict":"campaign"}
            {"campaign_id":"W","verdict":"watch","members":[{"account_id":"h3","log10_e":3,"because":["x"]},{"account_id":"c1","log10_e":30}]}
            """);
    double afterOneHonest = .75 * .024 / (.75 * .024 + .976 / 3);
    assertThat(score.prAuc().get(1).area())
        .isCloseTo(.5 + .25 * afterOneHonest + .25 * .024, within(1e-12));
  }

  @Test
  void aSilentScanHasTheBaseRate() throws IOException {
    assertThat(score("", "").prAuc().get(1).area()).isCloseTo(.024, within(1e-12));
  }

  @Test
  void purityTellsWhetherThoseWhoActTogetherAreNamedTogether() throws IOException {
    Score mixed =
        score(
            "h1,A,9,1\nh2,A,9,1\nh3,B,9,1\nk1,B,9,1\n",
            """
            {"campaign_id":"A","verdict":"campaign"}
            {"campaign_id":"B","verdict":"campaign"}
            """);
    // 1 pair agrees; 3 true pairs times 2 found ones, of 6, expect as many
    assertThat(mixed.purity().named()).isCloseTo(0, within(1e-12));
    Score half =
        score("h1,A,9,1\nh2,A,9,1\n", "{\"campaign_id\":\"A\",\"verdict\":\"campaign\"}\n");
    assertThat(half.purity().named()).isEqualTo(1);
    // 1 pair agrees; expected 3 * 1 / 6; at most (3 + 1) / 2
    assertThat(half.purity().all()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void accusedOfAHundredThousandAreTold() {
    assertThat(new Score.InnocentScore("consumer", 400, 3).per100k()).isEqualTo(750);
  }

  @Test
  void theBadEndIsByNearestRank() {
    double[] tenths = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    assertThat(Delays.nearestRank(tenths, .5)).hasValue(5);
    assertThat(Delays.nearestRank(tenths, .9)).hasValue(9);
    assertThat(Delays.nearestRank(new double[] {4}, .9)).hasValue(4);
  }
}
