// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static io.stillwatch.model.Require.that;

import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.share.events.Event;
import io.stillwatch.share.stix.Bundle;
import io.stillwatch.share.stix.Edition;
import io.stillwatch.share.stix.Sender;
import io.stillwatch.share.stix.Token;
import io.stillwatch.store.Store;
import io.stillwatch.store.Telling;
import io.stillwatch.store.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// What peers are told, and what is taken back. Nothing leaves before a person released it, unless
/// the operator set that named campaigns are told; what no longer stands is taken back at once, and
/// nobody is asked.
///
/// Any number of threads may call.
public final class Teller {
  private static final String ACTOR = "sharing";
  private static final Duration DAY = Duration.ofDays(1);

  /// From so much growth on, a campaign is told anew.
  private static final double GROWN = 1.5;

  private final Store store;
  private final Voice voice;
  private final Composer composer;
  private final Ways ways;
  private final Fallen fallen = new Fallen();

  /// How it goes about it.
  ///
  /// @param named whether named campaigns are told without asking
  /// @param time event time
  /// @param clock of this machine
  public record Ways(boolean named, InstantSource time, InstantSource clock) {}

  public Teller(Store store, Voice voice, Prices prices, Ways ways) {
    this.store = store;
    this.voice = voice;
    this.ways = ways;
    composer = new Composer(voice, prices);
  }

  /// Takes what a judgement says of groups that fell short; what it names is in the store.
  public void judged(List<Finding> findings) {
    fallen.judged(findings);
  }

  /// What could be told now: campaigns that stand and were not told or have grown since, and groups
  /// that fell short and have something in common.
  public List<Proposed> proposals() {
    return store.read(
        view -> {
          Grounds grounds = grounds(view);
          var all = new ArrayList<Proposed>();
          grounds.campaigns().values().forEach(c -> campaign(view, grounds, c).ifPresent(all::add));
          fallen.groups().forEach((id, group) -> group(view, id, group).ifPresent(all::add));
          return all;
        });
  }

  private Grounds grounds(View view) {
    return new Grounds(view, ways.time().millis());
  }

  private Optional<Proposed> campaign(View view, Grounds grounds, Campaign campaign) {
    Set<String> except = grounds.shielded(campaign);
    List<List<Token>> tokens = matchable(campaign, except);
    int told = standing(view, campaign.id()).map(one -> Told.of(one).accounts().size()).orElse(0);
    if (tokens.isEmpty() || tokens.size() < told * GROWN) {
      return Optional.empty();
    }
    return Optional.of(
        new Proposed(
            campaign.id(),
            Told.Kind.CAMPAIGN,
            campaign.members().size(),
            tokens.size(),
            Proposed.count(tokens.stream().flatMap(List::stream).distinct().toList()),
            campaign.log10Control(),
            campaign.threshold(),
            told));
  }

  private List<List<Token>> matchable(Campaign campaign, Set<String> except) {
    return campaign.members().stream()
        .filter(member -> !except.contains(member.account()))
        .map(member -> voice.tokens(member.account()))
        .filter(own -> !own.isEmpty())
        .toList();
  }

  private Optional<Proposed> group(View view, String id, Finding.Measured group) {
    List<Token> shared = composer.shared(group.accounts());
    if (shared.isEmpty() || standing(view, id).isPresent()) {
      return Optional.empty();
    }
    int matchable =
        (int)
            group.accounts().stream()
                .filter(account -> voice.tokens(account).stream().anyMatch(shared::contains))
                .count();
    return Optional.of(
        new Proposed(
            id,
            Told.Kind.GROUP,
            group.accounts().size(),
            matchable,
            Proposed.count(shared),
            group.log10Control(),
            group.threshold(),
            0));
  }

  private static Optional<Telling> standing(View view, String subject) {
    return view.tellingsOf(subject).stream().filter(one -> !one.ended()).findFirst();
  }

  /// What would leave, were it told now.
  ///
  /// @throws IllegalArgumentException when it cannot be told
  public List<String> preview(String subject) {
    return draft(subject, new Word(ACTOR, "a look at what would leave")).told().objects();
  }

  /// Tells a campaign or a group, or tells anew what has grown. It is on the disk when this
  /// returns.
  ///
  /// @throws IllegalArgumentException when there is none, or nothing that peers could match
  public synchronized Telling tell(String subject, Word word) {
    Draft draft = draft(subject, word);
    Telling next = draft.next();
    return keep(next, draft.told(), draft.before(), word, next.version() == 1 ? "tell" : "retell");
  }

  /// A telling before it is kept.
  record Draft(String id, String subject, Optional<Telling> before, Told told) {
    Telling next() {
      return before
          .map(one -> one.next(false, told.body()))
          .orElseGet(() -> new Telling(id, subject, 1, false, false, told.body()));
    }
  }

  private Draft draft(String subject, Word word) {
    return store.read(
        view -> {
          Grounds grounds = grounds(view);
          Optional<Campaign> campaign = Optional.ofNullable(grounds.campaigns().get(subject));
          Function<Edition, Told> told =
              campaign.isPresent()
                  ? edition -> told(campaign.get(), grounds, word, edition)
                  : edition -> composer.group(subject, group(subject), word, edition);
          return draft(view, subject, told);
        });
  }

  private Told told(Campaign campaign, Grounds grounds, Word word, Edition edition) {
    return composer.campaign(campaign, grounds.shielded(campaign), word, edition);
  }

  private Finding.Measured group(String id) {
    return Optional.ofNullable(fallen.groups().get(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    id + " is no campaign of the newest judgement, and no group that fell short"));
  }

  private Draft draft(View view, String subject, Function<Edition, Told> compose) {
    List<Telling> all = view.tellingsOf(subject);
    Optional<Telling> before = all.stream().filter(one -> !one.ended()).findFirst();
    Edition edition =
        before.map(one -> Told.of(one).after(now())).orElseGet(() -> Edition.first(after(all)));
    String id = voice.sender().ids().id("telling", subject + ' ' + edition.created());
    Told fresh = compose.apply(edition);
    Told told = before.map(one -> composer.instead(Told.of(one), fresh)).orElse(fresh);
    return new Draft(id, subject, before, told);
  }

  private Instant now() {
    return Instant.ofEpochMilli(ways.clock().millis());
  }

  /// What is told again after it was taken back is another thing, with a time of its own.
  private Instant after(List<Telling> all) {
    long last = all.stream().mapToLong(one -> Told.of(one).modified()).max().orElse(0);
    return Instant.ofEpochMilli(Math.max(ways.clock().millis(), last + 1));
  }

  private Telling keep(
      Telling next, Told told, Optional<Telling> before, Word word, String action) {
    store.change(
        word.by(),
        change -> {
          that(
              change.view().telling(next.id()).equals(before),
              "somebody else told of " + next.subject() + " meanwhile; look again");
          var note =
              Map.of(
                  "subject", next.subject(),
                  "kind", told.kind().name().toLowerCase(java.util.Locale.ROOT),
                  "accounts", told.accounts().size(),
                  "objects", told.objects().size(),
                  "reason", word.reason());
          change.tell(next, action, note);
        });
    return next;
  }

  /// What one says of what a peer told.
  ///
  /// @param bundle makes the objects of an edition
  /// @param until event time up to which it goes; 0 when it is about none
  record Saying(BiFunction<Sender, Edition, Bundle> bundle, long until) {}

  /// Says what one thinks or measured of what a peer told; replaces what one said of it before.
  ///
  /// @param subject what it says, and of what
  synchronized Telling answer(String subject, Saying saying, Word word) {
    Draft draft = draft(subject, saying, word);
    return keep(draft.next(), draft.told(), draft.before(), word, "answer");
  }

  Draft draft(String subject, Saying saying, Word word) {
    return store.read(
        view ->
            draft(
                view,
                subject,
                edition ->
                    composer
                        .answer(saying.bundle().apply(voice.sender(), edition), word, edition)
                        .detected(saying.until())));
  }

  /// Takes back what was told, for good.
  ///
  /// @param id of the telling
  /// @throws IllegalArgumentException when there is none, or it was taken back
  public synchronized Telling takeBack(String id, Event.Reason why, Word word) {
    Telling before =
        store
            .read(view -> view.telling(id))
            .filter(one -> !one.ended())
            .orElseThrow(
                () -> new IllegalArgumentException("nothing that stands was told as " + id));
    Told told = Told.of(before);
    Told back = composer.takenBack(told, why, word, told.after(now()));
    return keep(before.next(true, back.body()), back, Optional.of(before), word, "take-back");
  }

  /// All that was told, the newest first.
  ///
  /// @param most so many
  public List<Telling> told(int most) {
    return store.read(view -> view.tellings(most));
  }

  /// Brings what was told into line with what stands: takes back what does not, tells anew what
  /// remains of it, and, where that is set, tells what was named.
  ///
  /// @return what it went by
  synchronized Grounds reconcile() {
    Grounds grounds = store.read(this::grounds);
    for (Telling one : store.read(View::standingTellings)) {
      Told told = Told.of(one);
      grounds.against(told).ifPresent(why -> fell(one, told, why, grounds));
    }
    if (ways.named()) {
      grounds.campaigns().values().forEach(campaign -> name(campaign, grounds));
    }
    return grounds;
  }

  private void fell(Telling one, Told told, Event.Reason why, Grounds grounds) {
    boolean first =
        store.read(view -> view.tellingsOf(one.subject())).stream()
            .filter(Telling::ended)
            .noneMatch(before -> isOfToday(Told.of(before)));
    takeBack(one.id(), why, new Word(ACTOR, words(why)));
    boolean remains = grounds.campaigns().containsKey(one.subject());
    if (remains && first && told.kind() == Told.Kind.CAMPAIGN) {
      tryTo(one.subject(), new Word(told.by(), told.reason() + "; what remains of it"));
    }
  }

  private static String words(Event.Reason why) {
    return switch (why) {
      case WRONG -> "a reviewer found a decision on it wrong";
      case CLEARED -> "an account of it was cleared";
      case WITHDRAWN -> "detection names an account of it no longer";
    };
  }

  private boolean isOfToday(Told told) {
    return ways.clock().millis() - told.modified() < DAY.toMillis();
  }

  private void name(Campaign campaign, Grounds grounds) {
    List<Telling> all = store.read(view -> view.tellingsOf(campaign.id()));
    boolean refused =
        all.stream().filter(Telling::ended).anyMatch(one -> !Told.of(one).backBy().equals(ACTOR));
    Stream<Told> standing = all.stream().filter(one -> !one.ended()).map(Told::of);
    long matchable = matchable(campaign, grounds.shielded(campaign)).size();
    boolean known =
        standing.anyMatch(told -> isOfToday(told) || matchable < told.accounts().size() * GROWN);
    boolean fellToday = all.stream().filter(Telling::ended).map(Told::of).anyMatch(this::isOfToday);
    if (!refused && !known && !fellToday) {
      tryTo(campaign.id(), new Word(ACTOR, "share.tell is named"));
    }
  }

  /// What has no token cannot be told; that is no fault.
  private void tryTo(String subject, Word word) {
    try {
      tell(subject, word);
    } catch (IllegalArgumentException nothingToTell) {
      // Proposals say so.
    }
  }
}
