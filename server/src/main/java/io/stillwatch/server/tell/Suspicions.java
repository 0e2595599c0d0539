// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static io.stillwatch.model.Require.that;

import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
import io.stillwatch.server.live.Measuring;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.BundleReader;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.stix.Token;
import io.stillwatch.share.trust.Joint;
import io.stillwatch.store.Change;
import io.stillwatch.store.Store;
import io.stillwatch.store.Suspicion;
import io.stillwatch.store.Telling;
import io.stillwatch.store.View;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private static final long HOUR = 3_600_000;
  private static final int LEAST = 2;
  private static final int AT_ONCE = 64;
  private static final Duration FORGET = Duration.ofDays(120);

  private final Store store;
  private final Member member;
  private final Teller teller;
  private final Rule rule;
  private final Measuring measuring;

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
    this.measuring = measuring;
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
    Set<String> suspected = leads().keySet();
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
    Map<String, List<Lead>> leads = leads();
    List<Suspicion> known = store.read(View::suspicions);
    known.stream()
        .filter(one -> !one.over() && !leads.containsKey(one.id()))
        .forEach(one -> store.change(ACTOR, c -> c.suspect(Suspected.of(one).kept(one, true))));
    known.forEach(one -> leads.remove(one.id()));
    long number = known.size();
    for (Map.Entry<String, List<Lead>> fresh : leads.entrySet()) {
      List<String> accounts = accounts(fresh.getValue());
      if (accounts.size() >= LEAST) {
        number++;
        begin(new Suspicion(fresh.getKey(), number, false, ""), fresh.getValue(), accounts);
      }
    }
  }

  private void begin(Suspicion one, List<Lead> leads, List<String> accounts) {
    long since = Math.ceilDiv(rule.time().millis(), HOUR) * HOUR;
    var suspected =
        new Suspected(
            leads.getFirst().from(),
            leads.stream().map(Lead::id).toList(),
            accounts,
            since,
            List.of(),
            Optional.empty());
    store.change(
        ACTOR,
        change -> {
          change.suspect(suspected.kept(one, false));
          change.note("suspicion", one.id(), Map.of("accounts", accounts.size()));
        });
  }

  /// Leads that live, of peers and of our own, by what they are about.
  private Map<String, List<Lead>> leads() {
    var leads = new LinkedHashMap<String, List<Lead>>();
    var now = rule.clock().instant();
    for (Lead lead : member.trust().leads(now)) {
      leads.computeIfAbsent(about(lead), about -> new ArrayList<>()).add(lead);
    }
    for (Telling one : store.read(View::standingTellings)) {
      for (Lead lead : leads(Told.of(one))) {
        leads.computeIfAbsent(about(lead), about -> new ArrayList<>()).add(lead);
      }
    }
    return leads;
  }

  private static String about(Lead lead) {
    return lead.about().isEmpty() ? lead.id() : lead.about();
  }

  private static List<Lead> leads(Told told) {
    String all = "{\"objects\":[" + String.join(",", told.objects()) + "]}";
    return BundleReader.read(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)).leads();
  }

  private List<String> accounts(List<Lead> leads) {
    List<Token> tokens = leads.stream().flatMap(lead -> lead.tokens().stream()).toList();
    return List.copyOf(member.tokens().holders(tokens));
  }

  /// Measures what is due, those with the same window together.
  ///
  /// @return whether there may be more
  /// @throws IOException when the journal cannot be read
  boolean measure() throws IOException {
    record Window(long from, long until) {}
    var due = new TreeMap<Long, Map<Window, List<Suspicion>>>();
    for (Suspicion one : store.read(View::suspicions)) {
      Suspected suspected = Suspected.of(one);
      long until = suspected.due(rule.first().toMillis());
      if (!one.over() && until <= rule.time().millis()) {
        due.computeIfAbsent(until, u -> new LinkedHashMap<>())
            .computeIfAbsent(new Window(suspected.since(), until), w -> new ArrayList<>())
            .add(one);
      }
    }
    if (due.isEmpty()) {
      return false;
    }
    var first = due.firstEntry().getValue().entrySet().iterator().next();
    List<Suspicion> some = first.getValue();
    measure(
        first.getKey().from(),
        first.getKey().until(),
        some.subList(0, Math.min(AT_ONCE, some.size())));
    return true;
  }

  private void measure(long from, long until, List<Suspicion> some) throws IOException {
    Map<String, List<Lead>> leads = leads();
    var who = new LinkedHashMap<String, List<String>>();
    for (Suspicion one : some) {
      List<Lead> own = leads.getOrDefault(one.id(), List.of());
      who.put(one.id(), own.isEmpty() ? Suspected.of(one).accounts() : accounts(own));
    }
    List<Suspects> suspects =
        some.stream()
            .map(one -> new Suspects(name(one), who.getOrDefault(one.id(), List.of())))
            .toList();
    var found = new TreeMap<String, Finding.Measured>();
    measuring.measure(from, until, suspects).forEach(m -> found.put(m.suspicion(), m));
    for (Suspicion one : some) {
      Optional<Finding.Measured> said = Optional.ofNullable(found.get(name(one)));
      var look =
          new Suspected.Look(
              until,
              said.map(m -> m.accounts().size()).orElse(0),
              said.map(Finding.Measured::log10Control).orElse(0.0));
      looked(one, who.getOrDefault(one.id(), List.of()), look);
    }
  }

  /// Chance in a test hangs on the name: the place in the order, not an id that is drawn anew.
  private static String name(Suspicion one) {
    return "suspicion " + one.number();
  }

  private void looked(Suspicion one, List<String> accounts, Suspected.Look look) {
    Suspected seen = Suspected.of(one).seen(accounts, look);
    boolean over = seen.looks().size() >= Suspected.LOOKS;
    store.change(
        ACTOR,
        change -> {
          change.suspect(seen.kept(one, over));
          change.note(
              "measure",
              one.id(),
              Map.of("until", look.until(), "accounts", look.accounts(), "log10_e", look.log10E()));
        });
    if (rule.tells() && look.accounts() > 0) {
      tell(one.id(), new Word(ACTOR, "share.answer is measured"));
    }
    weigh(one.id());
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
