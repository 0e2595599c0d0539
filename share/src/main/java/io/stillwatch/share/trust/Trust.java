// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.trust;

// Long because every question about peers is answered under one lock, over one state.

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.stix.Answer;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Received;
import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.store.journal.Cursor;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/// The book on peers: who is one, what they said, what became of it, what was done on it. Every
/// change is on the disk before a call returns; after a crash all of it is there again. For any
/// number of threads.
public final class Trust implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  /// After so many events all that is known is written anew, and the old events are dropped.
  private static final long TIDY = 50_000;

  private final Journal journal;
  private final TrustPolicy policy;
  private final Optional<Canaries> canaries;
  private final WarningLists warnings;
  private final State state = new State();

  private Trust(
      Journal journal, TrustPolicy policy, Optional<Canaries> canaries, WarningLists warnings) {
    this.journal = journal;
    this.policy = policy;
    this.canaries = canaries;
    this.warnings = warnings;
  }

  /// Opens the book in a folder, which is made when it is missing.
  ///
  /// @throws io.stillwatch.store.journal.DamagedJournal when something cannot be read again
  public static Trust open(
      Path folder, TrustPolicy policy, Optional<Canaries> canaries, WarningLists warnings) {
    var config = new JournalConfig(8 << 20, 4 << 20, 64 << 20);
    var trust = new Trust(Journal.open(folder, config), policy, canaries, warnings);
    trust.replay();
    return trust;
  }

  private void replay() {
    long events = 0;
    try (Cursor all = journal.read(journal.start())) {
      for (var one = all.next(); one.isPresent(); one = all.next()) {
        Event event = JSON.readValue(one.get(), Event.class);
        state.apply(event);
        events = event instanceof Event.Whole ? 0 : events + 1;
      }
    }
    if (events > TIDY) {
      tidy();
    }
  }

  /// Writes all that is known, and drops the files that hold older events alone.
  private void tidy() {
    long before = journal.end();
    write(state.whole());
    journal.drop(before);
  }

  private void change(Event event) {
    write(event);
    state.apply(event);
  }

  private void write(Event event) {
    journal.append(List.of(JSON.writeValueAsString(event).getBytes(UTF_8))).join();
  }

  /// Takes a peer in, or changes its record.
  public synchronized void enrol(Peer peer) {
    change(new Event.Enrolled(peer));
  }

  /// Strikes a peer out. All it said is gone.
  ///
  /// @return what has to be undone for that
  public synchronized List<Act.Undo> expel(String peer, Instant now) {
    change(new Event.Expelled(peer, now));
    return undo("the peer it stood on is none any more", now);
  }

  /// The peer with this identity, if it is enrolled.
  public synchronized Optional<Peer> peer(String id) {
    return Optional.ofNullable(state.peers.get(id));
  }

  /// The peer that connects with this certificate.
  ///
  /// @param pin SHA-256 of the certificate, 64 hex digits
  public synchronized Optional<Peer> pinned(String pin) {
    return state.peers.values().stream().filter(peer -> peer.pins().contains(pin)).findFirst();
  }

  /// All who are enrolled.
  public synchronized List<Peer> peers() {
    return List.copyOf(state.peers.values());
  }

  /// The newest version of a lead that is known, whether it is believed or not.
  public synchronized Optional<Lead> lead(String id) {
    return Optional.ofNullable(state.leads.get(id)).map(KeptLead::lead);
  }

  /// Leads that are believed now.
  public synchronized List<Lead> leads(Instant now) {
    return state.leads.values().stream()
        .filter(kept -> kept.believed(now))
        .map(KeptLead::lead)
        .sorted(Comparator.comparing(Lead::id))
        .toList();
  }

  /// What was done on leads and stands.
  public synchronized List<Act> acts() {
    return List.copyOf(state.acts.values());
  }

  /// What became of a peer's leads of a kind.
  public synchronized Standing standing(String peer, TokenKind kind) {
    return state.record(peer, kind);
  }

  /// Takes a version of a lead.
  ///
  /// @param sender who sent it, as its connection proves
  public synchronized Receipt receive(String sender, Lead lead, Instant now) {
    Optional<String> broken = broken(sender, lead);
    if (broken.isPresent()) {
      return new Receipt.Refused(broken.get());
    }
    KeptLead before = state.leads.get(lead.id());
    if (before != null && before.lead().modified().equals(lead.modified())) {
      return new Receipt.Known();
    }
    Optional<Alarm> alarm = alarm(sender, lead, now);
    if (alarm.isPresent()) {
      change(new Event.Tripped(alarm.get(), lead.kind().name()));
      return new Receipt.Refused("it names a token that nobody can have");
    }
    Optional<String> limit = before == null ? over(lead.from(), now) : Optional.empty();
    if (limit.isPresent()) {
      return new Receipt.Held(limit.get());
    }
    change(new Event.Came(lead, now));
    return new Receipt.Taken(undo("what it stood on was taken back", now));
  }

  private Optional<String> broken(String sender, Lead lead) {
    Peer peer = state.peers.get(sender);
    if (peer == null || !state.peers.containsKey(lead.from())) {
      return Optional.of("its sender or its maker is not enrolled");
    }
    if (!peer.speaksFor(lead.from())) {
      return Optional.of("created_by_ref is another's, and the sender is no relay for it");
    }
    KeptLead before = state.leads.get(lead.id());
    if (before == null) {
      return Optional.empty();
    }
    Lead known = before.lead();
    if (!known.from().equals(lead.from())) {
      return Optional.of("the id is another peer's");
    }
    if (known.revoked() && !known.modified().equals(lead.modified())) {
      return Optional.of("it was revoked, which is for good");
    }
    return lead.modified().isBefore(known.modified())
        ? Optional.of("a newer version is here")
        : Optional.empty();
  }

  private Optional<Alarm> alarm(String sender, Lead lead, Instant now) {
    if (canaries.isEmpty()) {
      return Optional.empty();
    }
    return lead.tokens().stream()
        .flatMap(t -> canaries.get().holder(t, state.peers.keySet()).stream())
        .findFirst()
        .map(holder -> new Alarm(sender, holder, now));
  }

  private Optional<String> over(String peer, Instant now) {
    TrustPolicy.Limits limits = isNew(peer, now) ? policy.newcomer() : policy.member();
    if (state.live(peer, now) >= limits.live()) {
      return Optional.of("it has %,d live leads, the most it may".formatted(limits.live()));
    }
    return state.today(peer, now) >= limits.daily()
        ? Optional.of("it sent %,d leads within a day, the most it may".formatted(limits.daily()))
        : Optional.empty();
  }

  private boolean isNew(String peer, Instant now) {
    Peer known = state.peers.get(peer);
    return known == null
        || now.isBefore(known.enrolled().plus(policy.probation()))
        || state.confirmed(peer) < policy.proofs();
  }

  /// A peer saw a lead too. Its own does not count.
  public synchronized Receipt sighted(String sender, Received.Sighting sighting, Instant now) {
    return heard(sender, sighting.from(), sighting.of(), true, now);
  }

  /// A peer says what it thinks of leads.
  public synchronized List<Receipt> opined(String sender, Received.Opinion opinion, Instant now) {
    if (opinion.view() == Answer.View.SEED) {
      return List.of(); // worth looking into: nothing to count
    }
    var receipts = new ArrayList<Receipt>();
    boolean agrees = opinion.view() == Answer.View.AGREE;
    for (String of : opinion.of()) {
      receipts.add(heard(sender, opinion.from(), of, agrees, now));
    }
    return receipts;
  }

  private Receipt heard(String sender, String from, String of, boolean agrees, Instant now) {
    Peer peer = state.peers.get(sender);
    KeptLead lead = state.leads.get(of);
    if (peer == null || !peer.speaksFor(from) || !state.peers.containsKey(from)) {
      return new Receipt.Refused("it is not its sender's to say");
    }
    if (lead == null) {
      return new Receipt.Refused("it is about a lead that is not here");
    }
    if (lead.lead().from().equals(from)) {
      return new Receipt.Refused("nobody confirms a lead of their own");
    }
    if ((agrees ? lead.seenBy() : lead.disputedBy()).contains(from)) {
      return new Receipt.Known();
    }
    change(new Event.Heard(of, from, agrees, now));
    return new Receipt.Taken(undo("other peers speak against what it stood on", now));
  }

  /// One's own evidence decided on a lead.
  ///
  /// @return what has to be undone for that
  public synchronized List<Act.Undo> judged(String lead, boolean right, Instant now) {
    if (!state.leads.containsKey(lead)) {
      return List.of();
    }
    change(new Event.Judged(lead, right, now));
    return undo("one's own evidence speaks against what it stood on", now);
  }

  /// What leads suggest of an account.
  ///
  /// @param matches what the account has
  public synchronized Advice advise(List<Match> matches, Instant now) {
    var because = new ArrayList<String>();
    var found = new TreeMap<String, KeptLead>();
    for (Match match : matches) {
      Optional<String> veto = warnings.veto(match.token().kind(), match.value());
      for (KeptLead lead : state.on(match.token().value())) {
        if (!lead.believed(now)) {
          continue;
        }
        if (veto.isPresent()) {
          because.add("a match is passed over: many share it (" + veto.get() + ")");
        } else if (found.put(lead.lead().id(), lead) == null) {
          because.add(words(lead, now));
        }
      }
    }
    return advice(List.copyOf(found.values()), because, now);
  }

  private Advice advice(List<KeptLead> found, List<String> because, Instant now) {
    double strength = strength(found, now);
    Step recommended = Step.WATCH;
    var ids = new TreeSet<String>();
    for (KeptLead lead : found) {
      ids.add(lead.lead().id());
      boolean silent = isNew(lead.lead().from(), now);
      Step step = silent ? Step.WATCH : lead.lead().recommended();
      recommended = step.compareTo(recommended) > 0 ? step : recommended;
    }
    Step most = TrustPolicy.step(strength);
    Step step = most.compareTo(recommended) < 0 ? most : recommended;
    return new Advice(step, strength, ids, because);
  }

  private String words(KeptLead lead, Instant now) {
    Peer peer = state.peers.get(lead.lead().from());
    return "%s names its %s; weight %.2f"
        .formatted(
            peer == null ? "a former peer" : peer.name(),
            lead.lead().kind().word(),
            strength(lead, now));
  }

  /// What several leads weigh together: the strongest of each peer, as if peers erred
  /// independently.
  private double strength(List<KeptLead> found, Instant now) {
    var strongest = new TreeMap<String, Double>();
    for (KeptLead lead : found) {
      strongest.merge(lead.lead().from(), strength(lead, now), Math::max);
    }
    double none = 1;
    for (double one : strongest.values()) {
      none *= 1 - one;
    }
    return 1 - none;
  }

  private double strength(KeptLead kept, Instant now) {
    Lead lead = kept.lead();
    Duration age = Duration.between(lead.modified(), now);
    return policy.weight(state.record(lead.from(), lead.kind()))
        * (lead.confidence() / 100.0)
        * TrustPolicy.freshness(lead.kind(), age.isNegative() ? Duration.ZERO : age);
  }

  /// What the word of a peer weighs for a kind: with 95% confidence at least this share is right.
  public synchronized double weight(String peer, TokenKind kind) {
    return policy.weight(state.record(peer, kind));
  }

  /// Asks whether something may be done about an account on leads alone, and notes that it was.
  ///
  /// @param accounts how many accounts one has
  /// @return empty when it may; otherwise why a person has to look first
  public synchronized Optional<String> act(Act act, long accounts, Instant now) {
    List<KeptLead> basis =
        act.leads().stream()
            .map(state.leads::get)
            .filter(k -> k != null && k.believed(now))
            .toList();
    Step most = advice(basis, List.of(), now).step();
    if (act.step() == Step.WATCH || act.step().compareTo(most) > 0) {
      return Optional.of(
          "leads allow %s at most; more takes evidence of one's own".formatted(most.word()));
    }
    for (KeptLead lead : basis) {
      var reached = state.touched(lead.lead().from(), now.minus(policy.memory()));
      if (!reached.contains(act.account()) && reached.size() >= policy.reach(accounts)) {
        return Optional.of(
            "leads of one peer have touched %,d of %,d accounts, the most they may"
                .formatted(reached.size(), accounts));
      }
    }
    change(new Event.Acted(act));
    return Optional.empty();
  }

  /// What has to be undone because leads ended, and forgets what is too old. To be called now and
  /// then, and at least as often as retraction is promised.
  public synchronized List<Act.Undo> expire(Instant now) {
    change(new Event.Forgot(now));
    return undo("what it stood on has ended", now);
  }

  /// Every act whose remaining leads no longer allow it. It counts as undone from here on.
  private List<Act.Undo> undo(String why, Instant now) {
    var undo = new ArrayList<Act.Undo>();
    for (Act act : List.copyOf(state.acts.values())) {
      List<KeptLead> rest =
          act.leads().stream()
              .map(state.leads::get)
              .filter(k -> k != null && k.believed(now))
              .toList();
      boolean over = !now.isBefore(act.until());
      if (over || advice(rest, List.of(), now).step().compareTo(act.step()) < 0) {
        change(new Event.Undone(act.id(), now));
        if (!over) {
          undo.add(new Act.Undo(act.id(), act.account(), why));
        }
      }
    }
    return undo;
  }

  /// What a peer gets for what it gave.
  public synchronized Tier tier(String peer, Instant now) {
    Peer known = state.peers.get(peer);
    boolean fresh = known != null && now.isBefore(known.enrolled().plus(policy.probation()));
    return Tier.of(fresh, state.confirmedLately(peer, now));
  }

  /// Canaries that came back.
  public synchronized List<Alarm> alarms() {
    return state.alarms();
  }

  /// How many leads are live.
  public synchronized long live(Instant now) {
    return state.leads.values().stream().filter(kept -> kept.lead().lives(now)).count();
  }

  @Override
  public void close() {
    journal.close();
  }
}
