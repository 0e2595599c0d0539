// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static io.stillwatch.identity.Door.DAY;
import static io.stillwatch.identity.Door.HOUR;
import static io.stillwatch.identity.Door.START;
import static io.stillwatch.identity.Door.signals;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each signal speaks where it should and is silent where it should be.
class ScreeningTest {
  /// After five weeks of forty honest signups a day.
  private static final long NOW = START + 36 * DAY;

  @TempDir Path folder;
  private Door door;

  @BeforeEach
  void fiveHonestWeeks() throws IOException {
    door = new Door(folder);
    door.past(START, 36, 40);
  }

  @Test
  void anHonestPersonStartsOnThePaidTier() {
    Screened screened = door.screen(door.person(NOW));
    assertThat(screened.tier()).isEqualTo("paid");
    assertThat(signals(screened)).containsOnly(Signal.FREE_MAIL);
    assertThat(screened.links()).isEmpty();
  }

  @Test
  void whoGivesNothingStartsOnTheLowestTierWithoutAReproach() {
    Screened screened = door.screen(new Visitor("nobody", NOW));
    assertThat(screened.tier()).isEqualTo("unverified");
    assertThat(screened.reasons()).isEmpty();
  }

  @Test
  void whoseIdentityWasCheckedStartsVerified() {
    assertThat(door.screen(door.person(NOW).verification("identity")).tier()).isEqualTo("verified");
    assertThat(door.screen(door.person(NOW).verification("none")).tier()).isEqualTo("paid");
  }

  @Test
  void aProgrammeIsForAPersonToGrant() {
    Screened screened = door.screen(door.person(NOW).programme("research"));
    assertThat(signals(screened)).contains(Signal.PROGRAMME);
    assertThat(screened.tier()).isEqualTo("paid");
  }

  @Test
  void throwAwayMailHolds() {
    Screened screened = door.screen(door.person(NOW).mail("x@inbox.throwaway.example"));
    assertThat(signals(screened)).contains(Signal.DISPOSABLE_MAIL);
    assertThat(screened.tier()).isEqualTo("unverified");
  }

  @Test
  void mailAtADomainOfItsOwnIsNoReason() {
    Screened screened = door.screen(door.person(NOW).mail("x@notthrowaway.example"));
    assertThat(screened.reasons()).isEmpty();
  }

  @Test
  void oneCardForFifteenAccountsHoldsAndLinksThem() {
    Screened last = last(farm(15, visitor -> visitor.payment("card-x")));

    assertThat(last.tier()).isEqualTo("unverified");
    Reason reason = reason(last, Signal.SHARED_PAYMENT);
    assertThat(reason.says())
        .isEqualTo(
            "pays with a token that 14 others of the last 7 days pay with (of 294); in the 28 days"
                + " before, 0 of 1,120 did");
    assertThat(reason.excess().orElseThrow().p()).isLessThan(1e-9);
    assertThat(last.links()).hasSize(14).allMatch(link -> link.shared() == Trait.PAYMENT);
    assertThat(last.links().getFirst().account()).isEqualTo("farm-0");
  }

  @Test
  void aFamilyOfFourOnOneCardIsNoReason() {
    Screened last = last(farm(4, visitor -> visitor.payment("family-card")));
    assertThat(last.tier()).isEqualTo("paid");
    assertThat(signals(last)).containsOnly(Signal.FREE_MAIL);
    assertThat(last.links()).as("said, not held against them").hasSize(3);
  }

  @Test
  void aCompanyThatOnboardsThreeHundredOnOneCardIsOneCustomer() {
    List<Screened> all =
        farm(
            300,
            v ->
                v.payment("company-card")
                    .ip("203.0.113." + (1 + v.account().hashCode() % 8 & 7))
                    .mail(v.account() + "@acme.example")
                    .org("Acme"));
    assertThat(all).allMatch(screened -> screened.tier().equals("paid"));
    assertThat(all).allMatch(screened -> screened.links().isEmpty());
    assertThat(reason(last(all), Signal.OWN_ORGANISATION).says())
        .isEqualTo("shares with 299 accounts of its own organisation, which count as one customer");
  }

  @Test
  void anOrganisationThatIsOnlyDeclaredExcusesNothing() {
    Screened last = last(farm(15, v -> v.payment("card-x").org("Acme")));
    assertThat(signals(last)).contains(Signal.SHARED_PAYMENT);
    assertThat(last.tier()).isEqualTo("unverified");
  }

  @Test
  void twentyShellCompaniesOnOneCardAreTwentyCustomers() {
    Screened last =
        last(
            farm(
                20,
                v ->
                    v.payment("card-x")
                        .org("Shell " + v.account())
                        .mail("info@" + v.account() + ".example")));
    assertThat(signals(last)).contains(Signal.SHARED_PAYMENT);
  }

  @Test
  void oneDeviceForFifteenAccountsHolds() {
    Screened last = last(farm(15, visitor -> visitor.device("device-x")));
    assertThat(signals(last)).contains(Signal.SHARED_DEVICE);
    assertThat(last.tier()).isEqualTo("unverified");
    assertThat(last.links()).hasSize(14).allMatch(link -> link.shared() == Trait.DEVICE);
  }

  @Test
  void aTabletOfThreeIsNoReason() {
    assertThat(signals(last(farm(3, visitor -> visitor.device("tablet")))))
        .containsOnly(Signal.FREE_MAIL);
  }

  @Test
  void oneMailboxBehindPlusTagsHolds() {
    Screened last = last(farm(15, v -> v.mail("one.box+" + v.account() + "@bigmail.example")));
    assertThat(signals(last)).contains(Signal.SHARED_MAILBOX);
    assertThat(last.tier()).isEqualTo("unverified");
  }

  @Test
  void aSecondAccountWithATagIsNoReason() {
    Screened last = last(farm(2, v -> v.mail("me+" + v.account() + "@bigmail.example")));
    assertThat(signals(last)).containsOnly(Signal.FREE_MAIL);
  }

  @Test
  void aCountedShapeOfMailAddressSupports() {
    Screened last =
        last(farm(40, v -> v.mail(door.letters(12) + door.digits(5) + "@bigmail.example")));
    assertThat(signals(last)).contains(Signal.MAIL_PATTERN);
    assertThat(last.tier()).as("alone, it holds nobody").isEqualTo("paid");
  }

  @Test
  void aProviderWhereEverybodyHasNumbersIsItsOwnNormal() {
    for (int i = 0; i < 300; i++) {
      door.screen(
          door.person(START + i * 36L * DAY / 300).mail(door.digits(9) + "@numbers.example"));
    }
    Screened last = last(farm(60, v -> v.mail(door.digits(9) + "@numbers.example")));
    assertThat(signals(last)).doesNotContain(Signal.MAIL_PATTERN);
  }

  @Test
  void fourHundredStudentsOnOneBlockKeepTheirTier() {
    List<Screened> students =
        farm(
            400,
            v ->
                v.ip("203.0.113." + Math.floorMod(v.account().hashCode(), 250))
                    .mail("s" + door.digits(6) + "@university.example"));
    assertThat(signals(last(students))).containsExactly(Signal.BLOCK_BURST, Signal.NETWORK_BURST);
    assertThat(students).allMatch(student -> student.tier().equals("paid"));
    assertThat(students).allMatch(student -> student.links().isEmpty());
  }

  @Test
  void aBurstFromOneHostingBlockHolds() {
    Screened last = last(farm(20, visitor -> visitor.ip("198.51.100.7")));
    assertThat(signals(last)).contains(Signal.HOSTING_ADDRESS, Signal.BLOCK_BURST);
    assertThat(last.tier()).isEqualTo("unverified");
  }

  @Test
  void onePersonBehindAProxyKeepsTheTier() {
    Screened screened = door.screen(door.person(NOW).ip("192.0.2.200"));
    assertThat(signals(screened)).containsExactly(Signal.PROXY_ADDRESS, Signal.FREE_MAIL);
    assertThat(screened.tier()).isEqualTo("paid");
  }

  @Test
  void aNetworkOfRentedServersIsKnownByItsNumber() {
    Screened screened = door.screen(door.person(NOW).ip("198.18.7.7"));
    assertThat(signals(screened)).contains(Signal.HOSTING_ADDRESS);
  }

  @Test
  void manyBlocksOfOneNetworkAreANetworksBurst() {
    Screened last =
        last(farm(40, v -> v.ip("198.18." + Math.floorMod(v.account().hashCode(), 250) + ".9")));
    assertThat(signals(last)).contains(Signal.NETWORK_BURST).doesNotContain(Signal.BLOCK_BURST);
  }

  @Test
  void aBlockThatIsAlwaysBusyIsNoBurst() {
    for (int i = 0; i < 36 * 20; i++) {
      door.screen(door.person(START + i * 36L * DAY / 720).ip("203.0.113.5"));
    }
    Screened last = last(farm(20, visitor -> visitor.ip("203.0.113.5")));
    assertThat(signals(last)).doesNotContain(Signal.BLOCK_BURST, Signal.NETWORK_BURST);
  }

  /// Confirmation mails were stuck for hours; then everybody of one provider arrives at once.
  @Test
  void aMailProvidersCatchUpIsNoPattern() {
    List<Screened> late = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Visitor person = door.person(NOW + i * HOUR / 400);
      late.add(door.screen(person.mail(local(person) + "@bigmail.example")));
    }
    assertThat(late).allMatch(screened -> screened.tier().equals("paid"));
    assertThat(late.stream().filter(s -> signals(s).contains(Signal.MAIL_PATTERN)).count())
        .as("of 400, at the level of 0.001")
        .isLessThanOrEqualTo(2);
  }

  @Test
  void whatACampaignPaidWithHolds() {
    Screened first = door.screen(door.person(NOW).payment("card-of-campaign"));
    door.screening.know(List.of(new KnownCampaign("c-7", Set.copyOf(first.marks()))));
    Screened next = door.screen(door.person(NOW + 90 * DAY).payment("card-of-campaign"));
    assertThat(reason(next, Signal.KNOWN_CAMPAIGN).says())
        .isEqualTo("shares its payment token with accounts of campaign c-7");
    assertThat(next.tier()).isEqualTo("unverified");
  }

  @Test
  void aNeighbourOfACampaignIsOnlyANeighbour() {
    Screened first = door.screen(door.person(NOW).ip("203.0.113.5"));
    door.screening.know(List.of(new KnownCampaign("c-7", Set.copyOf(first.marks()))));
    Screened next = door.screen(door.person(NOW).ip("203.0.113.77"));
    assertThat(signals(next)).contains(Signal.CAMPAIGN_BLOCK);
    assertThat(next.tier()).isEqualTo("paid");
    assertThat(signals(door.screen(door.person(NOW)))).doesNotContain(Signal.KNOWN_CAMPAIGN);
  }

  @Test
  void aPeersNoticeSupportsAndDoesNotDecide() {
    Notices notices =
        (trait, token) ->
            trait == Trait.DEVICE && token.equals("named")
                ? Optional.of("peer-a")
                : Optional.empty();
    var told = new Door(door.lists, notices);
    Screened named = told.screen(told.person(NOW).device("named"));
    Screened other = told.screen(told.person(NOW));
    assertThat(reason(named, Signal.PEER_NOTICE).says()).isEqualTo("peer-a has named its device");
    assertThat(named.tier()).isEqualTo("paid");
    assertThat(signals(other)).doesNotContain(Signal.PEER_NOTICE);
    Screened both = told.screen(told.person(NOW).device("named").ip("198.51.100.7"));
    assertThat(both.tier()).isEqualTo("unverified");
  }

  @Test
  void aFreshDeploymentFlagsNobodyByCounting() {
    var fresh = new Door(door.lists, Notices.NONE);
    for (int i = 0; i < 50; i++) {
      Screened screened = fresh.screen(fresh.person(NOW).payment("one-card").ip("10.0.0.1"));
      assertThat(signals(screened)).containsOnly(Signal.FREE_MAIL);
    }
  }

  @Test
  void anAddressThatCannotBeReadIsSaidAndNotHeldAgainstAnybody() {
    Screened screened = door.screen(door.person(NOW).ip("somewhere"));
    assertThat(reason(screened, Signal.UNREAD).says()).isEqualTo("could not be read: signup_ip");
    assertThat(screened.tier()).isEqualTo("paid");
  }

  @Test
  void reasonsNeverHoldATokenOrAnAddress() {
    Screened last = last(farm(15, v -> v.payment("card-x").device("dev-x").ip("198.51.100.7")));
    assertThat(last.toString()).doesNotContain("card-x", "dev-x", "198.51.100");
  }

  /// Twelve hours of new accounts, one after the other.
  private List<Screened> farm(int accounts, java.util.function.UnaryOperator<Visitor> dress) {
    List<Screened> all = new ArrayList<>();
    for (int i = 0; i < accounts; i++) {
      Visitor plain = door.person(NOW - 12 * HOUR + i * 12 * HOUR / accounts);
      var named = new Visitor("farm-" + i, plain.at()).mail(plain.mail()).ip(plain.ip());
      all.add(door.screen(dress.apply(named.payment(plain.payment()).device(plain.device()))));
    }
    return all;
  }

  private static String local(Visitor visitor) {
    return visitor.mail().substring(0, visitor.mail().indexOf('@'));
  }

  private static Screened last(List<Screened> all) {
    return all.getLast();
  }

  private static Reason reason(Screened screened, Signal signal) {
    return screened.reasons().stream()
        .filter(reason -> reason.signal() == signal)
        .findFirst()
        .orElseThrow(() -> new AssertionError(signal + " is not among " + screened.reasons()));
  }
}
