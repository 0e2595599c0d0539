// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.Draw;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which requests of a named account belong to the campaign, case by case.
class AttributionTest {
  private static final String OWN =
      "Reason at length inside the tags that the harness asks for, then grade yourself from one to ten.";
  private static final String PUBLIC =
      "You are a helpful coding assistant that answers with one short example for every question.";

  private final Draw draw = new Draw(3);
  private final Suspects suspects = new Suspects().campaign("sw-1", OWN, "a", "b");

  private Exchange work(String account, long at) {
    return Said.by(account, at).system(OWN).user(Said.words(draw, 30)).exchange();
  }

  private Exchange own(String account, long at) {
    return Said.by(account, at).user(Said.words(draw, 30)).reply(Said.words(draw, 60)).exchange();
  }

  @Test
  void workUnderTheOwnScaffoldBelongs() {
    assertThat(suspects.attributed(work("a", 1), work("b", 2)))
        .containsExactly("a@1 scaffold", "b@2 scaffold");
  }

  @Test
  void theCustomersOwnUseOfANamedAccountDoesNot() {
    assertThat(suspects.attributed(own("a", 1), work("a", 2), own("a", 3)))
        .containsExactly("a@2 scaffold");
  }

  @Test
  void whoIsNotNamedIsNotLookedAt() {
    assertThat(suspects.attributed(work("stranger", 1))).isEmpty();
  }

  @Test
  void onlyTheVerdictCampaignHasRequestsAttributed() {
    var watched = new Suspects().named("sw-2", Verdict.WATCH, "a", "b");
    assertThat(watched.attributed(work("a", 1), work("b", 2))).isEmpty();
  }

  @Test
  void aPublicScaffoldAttributesNothing() {
    Exchange x = Said.by("a", 1).system(PUBLIC).user(Said.words(draw, 20)).exchange();
    assertThat(suspects.attributed(x)).isEmpty();
  }

  @Test
  void aScaffoldThatTheRegistryKnowsAttributesNothingEvenIfItTiedTheGroupTogether() {
    var known = new Registry.Builder(Suspects.CONFIG);
    known.scaffold(OWN);
    assertThat(suspects.knowing(known.build()).attributed(work("a", 1))).isEmpty();
  }

  @Test
  void theSameMessageAgainBelongsAgain() {
    String question = Said.words(draw, 30);
    assertThat(
            suspects.attributed(
                Said.by("a", 1).system(OWN).user(question).status(529).exchange(),
                Said.by("a", 2).system(OWN).user(question).exchange()))
        .containsExactly("a@1 scaffold", "a@2 scaffold");
  }

  @Test
  void aCampaignWithoutMembersOrMarksIsQuiet() {
    assertThat(new Suspects().attributed(work("a", 1))).isEmpty();
    assertThat(new Suspects().named("sw-3", Verdict.CAMPAIGN, "a").attributed(work("a", 1)))
        .isEmpty();
  }

  @Test
  void anAccountNamedInTwoCampaignsIsLookedAtForEach() {
    suspects.campaign("sw-0", PUBLIC, "a");
    Exchange other = Said.by("a", 2).system(PUBLIC).user(Said.words(draw, 20)).exchange();
    assertThat(suspects.attributed(work("a", 1), other))
        .containsExactly("sw-1 a@1 scaffold", "sw-0 a@2 scaffold");
  }

  @Test
  void rowsStandByCampaignAccountTimeAndId() {
    var rows =
        List.of(
            new Attributed(0, 1, 5, "r1", Attributed.Because.SCAFFOLD),
            new Attributed(0, 1, 5, "r2", Attributed.Because.REPLY),
            new Attributed(0, 2, 4, "r0", Attributed.Because.REASONING),
            new Attributed(1, 0, -3, "r0", Attributed.Because.CONVERSATION));
    for (int i = 1; i < rows.size(); i++) {
      Attributed a = rows.get(i - 1);
      Attributed b = rows.get(i);
      assertThat(a.at() < b.at() || (a.at() == b.at() && a.tie() <= b.tie())).isTrue();
    }
  }

  @Test
  void bothFormsReadBackAreTheSame() throws java.io.IOException {
    var row = new Attributed(3, 70_000, 1L << 41, "req \u00e9", Attributed.Because.REPLY);
    assertThat(Wires.trip(Attributed.wire(), row)).isEqualTo(row);
    Exchange x =
        Said.by("a", 1)
            .system(OWN)
            .user(Said.words(draw, 50))
            .reply(Said.words(draw, 99))
            .exchange();
    var sighting = Sighting.of(Suspects.read(x), x.id(), 2, 5, true);
    assertThat(Wires.trip(Attribution.sightings(), sighting)).isEqualTo(sighting);
  }
}
