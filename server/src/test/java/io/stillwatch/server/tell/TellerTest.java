// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Finding;
import io.stillwatch.respond.Protection;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.Telling;
import io.stillwatch.store.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a company tells another, over a real record and real events, and what it takes back.
class TellerTest {
  private static final List<String> CREW = List.of("acct-1", "acct-2", "acct-3", "acct-4");
  private static final Word ADA = new Word("ada", "looked at the evidence");

  @TempDir Path folder;
  private Village village;
  private Store store;
  private Teller teller;
  private Sending sending;

  @BeforeEach
  void twoCompanies() throws Exception {
    village = new Village(folder, () -> Village.NOW, "alpha", "beta");
    CREW.forEach(account -> village.signUp("alpha", account, 'A'));
    village.signUp("beta", "customer-7", 'A');
    village.signUp("beta", "customer-8", 'B');
    village.tokenise("alpha");
    village.tokenise("beta");
    store = Store.open(new StoreConfig.Embedded(folder.resolve("store")), () -> Village.NOW);
    teller = teller(false);
    sending = new Sending(store, voice());
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    village.close();
  }

  private Voice voice() {
    return new MemberVoice(village.member("alpha"), () -> Village.NOW);
  }

  private Teller teller(boolean named) {
    var ways = new Teller.Ways(named, () -> Village.NOW, () -> Village.NOW);
    return new Teller(store, voice(), Prices.NONE, ways);
  }

  private void judge(String... accounts) {
    var campaigns =
        accounts.length == 0
            ? List.<io.stillwatch.model.Campaign>of()
            : List.of(Cases.campaign("sw-1", List.of(accounts)));
    long at = store.read(view -> view.progress("test")).orElse(Cases.NOW) + 1;
    store.change(
        "detection",
        change -> {
          change.judge(at, campaigns, List.of());
          change.progress("test", at);
        });
  }

  private Set<String> concernedAtBeta() {
    List<Token> tokens =
        village.leads("beta").stream().flatMap(lead -> lead.tokens().stream()).toList();
    return village.member("beta").tokens().holders(tokens);
  }

  private Set<String> tokensAtBeta() {
    return village.leads("beta").stream()
        .flatMap(lead -> lead.tokens().stream())
        .map(Token::value)
        .collect(Collectors.toSet());
  }

  private List<String> of(String account) {
    return village.member("alpha").tokens().of(account).stream().map(Token::value).toList();
  }

  @Test
  void nothingLeavesBeforeAPersonTellsItAndThenNoAccountDoes() {
    judge("acct-1", "acct-2", "acct-3", "acct-4");
    teller.reconcile();
    assertThat(sending.all()).isTrue();
    assertThat(village.leads("beta")).isEmpty();
    Proposed proposed = teller.proposals().getFirst();
    assertThat(proposed.id()).isEqualTo("sw-1");
    assertThat(proposed.matchable()).isEqualTo(4);
    assertThat(proposed.tokens()).containsEntry(TokenKind.EMAIL, 4);
    assertThat(teller.preview("sw-1")).isNotEmpty();
    assertThat(village.leads("beta")).isEmpty();

    Telling told = teller.tell("sw-1", ADA);
    assertThat(sending.all()).isTrue();

    assertThat(concernedAtBeta()).containsExactly("customer-7");
    assertThat(Told.of(told).objects()).noneMatch(o -> o.contains("acct-"));
    assertThat(teller.proposals()).isEmpty();
    assertThat(audit()).contains("\"ada\" tell", "looked at the evidence");
    assertThatThrownBy(() -> teller.tell("sw-2", ADA)).hasMessageContaining("sw-2 is no campaign");
  }

  @Test
  void whatCouldNotBeRungIsRungLater() throws Exception {
    judge("acct-1", "acct-2");
    teller.tell("sw-1", ADA);
    var deaf = new AtomicBoolean(true);
    sending = new Sending(store, new Deaf(voice(), deaf));

    assertThatThrownBy(sending::all).hasMessageContaining("deaf");
    assertThat(village.heard.getOrDefault("beta", List.of())).isEmpty();
    deaf.set(false);
    assertThat(sending.all()).isTrue();

    Until.until(() -> !village.heard.getOrDefault("beta", List.of()).isEmpty());
  }

  /// A voice whose fast lane fails, as on a full disk.
  private record Deaf(Voice voice, AtomicBoolean deaf) implements Voice {
    @Override
    public Sender sender() {
      return voice.sender();
    }

    @Override
    public List<Token> tokens(String account) {
      return voice.tokens(account);
    }

    @Override
    public Bundle signed(Bundle bundle) {
      return voice.signed(bundle);
    }

    @Override
    public void record(List<String> objects) {
      voice.record(objects);
    }

    @Override
    public void ring(String once, List<Event> events) {
      if (deaf.get()) {
        throw new IllegalStateException("deaf");
      }
      voice.ring(once, events);
    }

    @Override
    public List<Event> events(List<String> objects, Event.Reason why) {
      return voice.events(objects, why);
    }
  }

  private String audit() {
    var text = new StringBuilder();
    store
        .audit()
        .entries(0, 1_000)
        .forEach(e -> text.append("\"%s\" %s %s\n".formatted(e.actor(), e.action(), e.body())));
    return text.toString();
  }

  @Test
  void whatAReviewerFindsWrongIsTakenBackAtOnceOnBothLanesAndTheRestIsToldAnew() throws Exception {
    village.signUp("alpha", "acct-5", 'B');
    village.signUp("alpha", "acct-6", 'B');
    village.tokenise("alpha");
    judge("acct-1", "acct-2", "acct-5", "acct-6");
    Telling told = teller.tell("sw-1", ADA);
    sending.all();
    assertThat(concernedAtBeta()).containsExactly("customer-7", "customer-8");

    store.change("ladder", change -> change.decide(Cases.decision("d-1", "acct-1", "sw-1")));
    store.change("ada", change -> change.review(Cases.wrong("d-1")));
    teller.reconcile();
    assertThat(sending.all()).isTrue();

    // the card of the one who was wronged is named no longer, whoever else has it
    assertThat(concernedAtBeta()).containsExactly("customer-8");
    assertThat(tokensAtBeta()).doesNotContainAnyElementsOf(of("acct-1")).containsAll(of("acct-5"));
    Telling back = store.read(view -> view.telling(told.id())).orElseThrow();
    assertThat(back.ended()).isTrue();
    assertThat(Told.of(back).back()).isEqualTo(Event.Reason.WRONG);
    Until.until(() -> retracted().containsAll(of("acct-1")));
    assertThat(audit())
        .contains("\"sharing\" take-back", "a reviewer found a decision on it wrong");
  }

  private Set<String> retracted() {
    return village.heard.getOrDefault("beta", List.of()).stream()
        .map(io.stillwatch.share.events.Received::event)
        .filter(Event.Retraction.class::isInstance)
        .map(event -> event.token().toString())
        .collect(Collectors.toSet());
  }

  @Test
  void whatDetectionNoLongerNamesIsTakenBack() {
    judge("acct-1", "acct-2", "acct-3");
    Telling told = teller.tell("sw-1", ADA);
    sending.all();
    judge();
    teller.reconcile();
    sending.all();
    assertThat(village.leads("beta")).isEmpty();
    assertThat(Told.of(store.read(view -> view.telling(told.id())).orElseThrow()).back())
        .isEqualTo(Event.Reason.WITHDRAWN);

    judge("acct-1", "acct-2", "acct-3"); // it is found again, which is another thing
    teller.tell("sw-1", ADA);
    sending.all();
    assertThat(concernedAtBeta()).containsExactly("customer-7");
  }

  @Test
  void anAccountThatIsClearedTakesItsGroupAlong() {
    teller.judged(List.<Finding>of(Cases.fallen(CREW)));
    Proposed proposed = teller.proposals().getFirst();
    assertThat(proposed.kind()).isEqualTo(Told.Kind.GROUP);
    teller.tell(proposed.id(), ADA);
    sending.all();
    assertThat(village.leads("beta"))
        .extracting(Lead::kind)
        .containsExactly(TokenKind.of("card-par").orElseThrow());

    store.change(
        "ada",
        change ->
            change.protect(
                new Protection(
                    "acct-3",
                    Protection.Kind.CLEARED,
                    "ada",
                    "A school.",
                    Cases.NOW,
                    Cases.NOW + Cases.DAY)));
    teller.reconcile();
    sending.all();
    assertThat(village.leads("beta")).isEmpty();
  }

  @Test
  void whatWasToldIsToldOnceWhateverKillsTheProcessInBetween() throws Exception {
    judge("acct-1", "acct-2");
    Telling told = teller.tell("sw-1", ADA); // killed here: kept, and nothing sent
    Voice voice = voice();
    voice.record(Told.of(told).objects()); // killed here: on the record, and nobody was rung
    new Sending(store, voice()).all();
    voice.ring(told.id() + "/1", voice.events(Told.of(told).objects(), Event.Reason.WRONG));

    List<Telling> left = store.read(view -> view.unsentTellings(10));
    assertThat(left).isEmpty();
    Until.until(() -> village.member("alpha").transmitter().waiting("beta") == 0);
    List<io.stillwatch.share.events.Received> heard = village.heard.getOrDefault("beta", List.of());
    assertThat(heard).extracting(one -> one.event().token()).doesNotHaveDuplicates();
    assertThat(heard).hasSize(4); // two mails, one card, and a token that was invented for beta
    Set<String> ours =
        CREW.stream().flatMap(account -> of(account).stream()).collect(Collectors.toSet());
    assertThat(heard).filteredOn(one -> !ours.contains(one.event().token().toString())).hasSize(1);
  }

  @Test
  void anObserverHearsOnlyWhatIsTakenBack() throws Exception {
    village.meet(java.time.Duration.ofDays(60), "alpha", "beta"); // and it gave nothing since
    judge("acct-1", "acct-2");
    Telling told = teller.tell("sw-1", ADA);
    sending.all();
    Until.until(() -> village.member("alpha").transmitter().waiting("beta") == 0);
    assertThat(village.heard.getOrDefault("beta", List.of())).isEmpty();
    teller.takeBack(told.id(), Event.Reason.WRONG, ADA);
    sending.all();
    Until.until(() -> retracted().containsAll(of("acct-1")));
    assertThat(village.heard.getOrDefault("beta", List.of()))
        .allMatch(one -> one.event() instanceof Event.Retraction);
  }

  @Test
  void bySettingWhatIsNamedIsToldAndWhatAPersonTookBackIsNot() {
    Teller telling = teller(true);
    judge("acct-1", "acct-2");
    telling.reconcile();
    List<Telling> standing = store.read(View::standingTellings);
    assertThat(standing).hasSize(1);
    telling.takeBack(standing.getFirst().id(), Event.Reason.WRONG, ADA);
    telling.reconcile();
    List<Telling> none = store.read(View::standingTellings);
    assertThat(none).isEmpty();
  }

  @Test
  void anErasedAccountIsToldOfNoLonger() {
    judge("acct-1", "acct-2");
    Telling told = teller.tell("sw-1", ADA);
    store.erase("acct-1", "ada", "asked for it");
    judge("acct-2");
    teller.reconcile();
    assertThat(store.read(view -> view.telling(told.id())).orElseThrow().ended()).isTrue();
    assertThat(store.read(view -> view.telling(told.id())).orElseThrow().body())
        .doesNotContain("acct-1");
  }
}
