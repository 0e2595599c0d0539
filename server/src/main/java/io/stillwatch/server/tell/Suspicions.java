// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static io.stillwatch.model.Require.that;

import io.stillwatch.server.live.Measuring;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.trust.Joint;
import io.stillwatch.store.Change;
import io.stillwatch.store.Store;
import io.stillwatch.store.Suspicion;
import io.stillwatch.store.Telling;
import io.stillwatch.store.View;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What somebody in the coalition suspects, measured among one's own accounts, and put together
/// with what peers measured. It names nobody: what crosses and is confirmed is for a person to look
/// at.
public final class Suspicions {
  private static final String ACTOR = "sharing";
  private static final Duration FORGET = Duration.ofDays(120);

  private final Store store;
  private final Member member;
  private final Teller teller;
  private final Rule rule;
  private final LeadBook book;
  private final Looking looking;

  /// How they are measured.
  ///
  /// @param first length of the first window
  /// @param falseDiscovery share of the suspicions that stand and are false, at most
  /// @param tells whether a number is told as soon as it is measured
  /// @param time event time up to which detection has come
  /// @param clock of this machine
  public record Rule(
      Duration first,
      double falseDiscovery,
      boolean tells,
      InstantSource time,
      InstantSource clock) {}

  public Suspicions(Store store, Member member, Teller teller, Rule rule, Measuring measuring) {
    this.store = store;
    this.member = member;
    this.teller = teller;
    this.rule = rule;
    book = new LeadBook(store, member, rule.clock());
    looking = new Looking(store, book, rule, measuring);
  }

  /// Where one stands.
  ///
  /// @param kept as it is kept
  /// @param suspected what is known of it
  /// @param joint one's own number and the others'
  /// @param state in a word
  public record Standing(Suspicion kept, Suspected suspected, Joint joint, String state) {}

  /// All of them, in the order in which they came up.
  public List<Standing> all() {
    return store.read(view -> view.suspicions().stream().map(one -> standing(view, one)).toList());
  }

  private Standing standing(View view, Suspicion kept) {
    Suspected suspected = Suspected.of(kept);
    Joint joint = joint(view, kept, suspected);
    return new Standing(kept, suspected, joint, state(kept, suspected, joint));
  }

  private Joint joint(View view, Suspicion kept, Suspected suspected) {
    String me = member.sender().id();
    var numbers = new TreeMap<>(view.peerNumbers(kept.id()));
    numbers.keySet().removeIf(peer -> member.trust().peer(peer).isEmpty());
    numbers.put(me, suspected.log10E());
    return Joint.of(me, numbers, kept.number(), rule.falseDiscovery());
  }

  private String state(Suspicion kept, Suspected suspected, Joint joint) {
    if (suspected.ruling().isPresent()) {
      return suspected.ruling().get().right() ? "upheld" : "overturned";
    }
    if (joint.confirmedBy(member.sender().id())) {
      return "confirmed";
    }
    if (joint.crosses()) {
      return "crosses";
    }
    return kept.over() ? "over" : suspected.looks().isEmpty() ? "waiting" : "below";
  }

  /// Takes the numbers in what was read from the record, of what somebody is known to suspect.
  public void read(Received received) {
    if (received.sightings().stream().noneMatch(s -> s.log10E().isPresent())) {
      return;
    }
    Set<String> suspected = book.leads().keySet();
    var told =
        received.sightings().stream()
            .filter(s -> s.log10E().isPresent() && suspected.contains(s.of()))
            .toList();
    if (told.isEmpty()) {
      return;
    }
    store.change(
        ACTOR,
        change -> {
          for (Received.Sighting one : told) {
            long at = one.modified().toEpochMilli();
            change.peerNumber(one.of(), one.from(), at, one.log10E().getAsDouble());
          }
          change.forgetPeerNumbers(rule.clock().millis() - FORGET.toMillis());
        });
  }

  /// Looks for suspicions that concern accounts of ours, and ends those that were taken back.
  void gather() {
    looking.gather();
  }

  /// Measures what is due, those with the same window together.
  ///
  /// @return whether there may be more
  /// @throws IOException when the journal cannot be read
  boolean measure() throws IOException {
    return looking.measure(this::looked);
  }

  private void looked(String id, Suspected.Look look) {
    if (rule.tells() && look.accounts() > 0) {
      tell(id, new Word(ACTOR, "share.answer is measured"));
    }
    weigh(id);
  }

  /// When a suspicion of peers is confirmed, that counts for them.
  void weigh(String id) {
    one(id).filter(one -> one.state().equals("confirmed")).ifPresent(one -> judged(one, true));
  }

  private void judged(Standing one, boolean right) {
    var now = rule.clock().instant();
    one.suspected().leads().forEach(lead -> member.trust().judged(lead, right, now));
  }

  private Optional<Standing> one(String id) {
    return all().stream().filter(one -> one.kept().id().equals(id)).findFirst();
  }

  /// Those whose number could be told.
  public List<Proposed> proposals() {
    return all().stream()
        .filter(one -> one.suspected().looks().stream().anyMatch(look -> look.accounts() > 0))
        .filter(this::isNews)
        .map(
            one ->
                new Proposed(
                    one.kept().id(),
                    Told.Kind.ANSWER,
                    one.suspected().accounts().size(),
                    one.suspected().accounts().size(),
                    new TreeMap<>(),
                    one.suspected().log10E(),
                    one.joint().line(),
                    0))
        .toList();
  }

  private boolean isNews(Standing one) {
    long looked = one.suspected().looks().getLast().until();
    return store.read(view -> view.tellingsOf(sighting(one.kept().id()))).stream()
        .noneMatch(before -> !before.ended() && Told.of(before).detected() >= looked);
  }

  private static String sighting(String id) {
    return "sighting of " + id;
  }

  /// What would leave, were one's own number told now.
  ///
  /// @throws IllegalArgumentException when nothing was measured of it
  public List<String> preview(String id) {
    Told told = teller.draft(sighting(id), answer(id), new Word(ACTOR, "a look")).told();
    return told.objects();
  }

  /// Tells one's own number.
  ///
  /// @throws IllegalArgumentException when nothing was measured of it
  public Telling tell(String id, Word word) {
    return teller.answer(sighting(id), answer(id), word);
  }

  private Teller.Saying answer(String id) {
    Suspected suspected = known(id).suspected();
    var looks = suspected.looks().stream().filter(look -> look.accounts() > 0).toList();
    that(!looks.isEmpty(), "nothing was measured of " + id + " yet");
    var measured =
        new Answer.Measured(
            looks.getLast().accounts(),
            suspected.log10E(),
            "strangers; exchanges after the suspicion was told",
            suspected.since(),
            looks.getLast().until());
    return new Teller.Saying(
        (sender, edition) -> Answer.sighting(id, measured, sender, edition),
        suspected.looks().getLast().until());
  }

  /// What a company is called here.
  public String name(String identity) {
    return identity.equals(member.sender().id()) ? "us" : member.name(identity);
  }

  /// Whether there is a suspicion of that id.
  public boolean knows(String id) {
    return one(id).isPresent();
  }

  private Standing known(String id) {
    return one(id).orElseThrow(() -> new IllegalArgumentException("there is no suspicion " + id));
  }

  /// A person rules on it. The peers are told what that person thinks, and the leads count as right
  /// or wrong.
  ///
  /// @throws IllegalArgumentException when there is none
  public Standing rule(String id, boolean right, Word word) {
    Standing one = known(id);
    Suspected ruled = one.suspected().ruled(new Suspected.Ruling(right, word.by(), word.reason()));
    store.change(
        word.by(),
        (Change change) -> {
          change.suspect(ruled.kept(one.kept(), one.kept().over()));
          change.note("rule", id, Map.of("right", right, "reason", word.reason()));
        });
    judged(one, right);
    if (!one.suspected().from().equals(member.sender().id())) {
      one.suspected().leads().forEach(lead -> opinion(lead, right, word));
    }
    return known(id);
  }

  private void opinion(String lead, boolean right, Word word) {
    Answer.View view = right ? Answer.View.AGREE : Answer.View.DISPUTE;
    String why = right ? "a reviewer here agrees" : "a reviewer here found it wrong";
    var saying =
        new Teller.Saying((sender, edition) -> Answer.opinion(lead, view, why, sender, edition), 0);
    teller.answer("opinion on " + lead, saying, word);
  }
}
