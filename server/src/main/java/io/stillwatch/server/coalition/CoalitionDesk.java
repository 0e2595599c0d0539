// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.coalition;

import io.stillwatch.identity.IdentityKey;
import io.stillwatch.identity.Mark;
import io.stillwatch.identity.Notices;
import io.stillwatch.respond.Account;
import io.stillwatch.server.decide.People;
import io.stillwatch.share.door.Bell;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.member.Listener;
import io.stillwatch.share.member.Member;
import io.stillwatch.share.member.Neighbour;
import io.stillwatch.share.stix.Lead;
import io.stillwatch.share.stix.Step;
import io.stillwatch.share.stix.TokenKind;
import io.stillwatch.share.trust.Advice;
import io.stillwatch.share.trust.Match;
import io.stillwatch.store.Change;
import io.stillwatch.store.Screened;
import io.stillwatch.store.Store;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Brings what peers say and what the store says of accounts into step. It looks at the whole each
/// time, never at what has changed: whatever stopped it, the next look makes it right, and a look
/// that finds nothing new writes nothing.
public final class CoalitionDesk implements Listener, AutoCloseable {
  /// The most that stands on leads alone.
  public static final String LEAD = People.OF_PEERS + "lead";

  /// Ids of the leads, with commas between.
  public static final String LEADS = People.OF_PEERS + "leads";

  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final Duration ANYHOW = Duration.ofMinutes(10);

  private final Member member;
  private final Store store;
  private final People people;
  private final Rules rules;
  private final NamedMarks named;
  private final Peers peers;
  private final Map<String, Note> standing = new ConcurrentHashMap<>();
  private volatile Optional<Bell> bell = Optional.empty();

  /// @param steps whether more than watching may stand on leads alone, within what the book allows
  /// @param applies whether the tier that is proposed at the door is applied
  public record Rules(boolean steps, boolean applies) {}

  /// Where peers stand written.
  @FunctionalInterface
  public interface Peers {
    /// @throws IOException when it cannot be read
    List<Neighbour> read() throws IOException;
  }

  /// What is to stand of an account.
  private record Note(SortedMap<String, String> facts, List<String> says) {}

  /// Where it writes, and reads who is a peer.
  public record Place(Store store, People people, Peers peers) {}

  /// @param key hashes what signs up, as at the door
  public CoalitionDesk(Member member, Place place, Rules rules, IdentityKey key) {
    this.member = member;
    this.store = place.store();
    this.people = place.people();
    this.peers = place.peers();
    this.rules = rules;
    named = new NamedMarks(key);
    member.follow(this);
  }

  /// Goes to work, until it is closed.
  ///
  /// @throws IOException when it cannot be read who is a peer
  public void start() throws IOException {
    member.become(peers.read());
    standing.putAll(store.read(view -> kept(view.accounts())));
    bell = Optional.of(Bell.start("what peers say of accounts", this::round));
    member.start();
  }

  private static Map<String, Note> kept(List<Account> accounts) {
    var kept = new HashMap<String, Note>();
    for (Account one : accounts) {
      var facts = new TreeMap<>(one.facts());
      facts.keySet().removeIf(name -> !name.startsWith(People.OF_PEERS));
      if (!facts.isEmpty()) {
        kept.put(one.id(), new Note(facts, List.of()));
      }
    }
    return kept;
  }

  /// Reads anew who is a peer: who is new is enrolled, who is gone is struck out.
  ///
  /// @return their names
  /// @throws IOException when it cannot be read; nothing is changed then
  /// @throws IllegalArgumentException likewise, when it cannot be used
  public List<String> reload(String by) throws IOException {
    List<Neighbour> now = peers.read();
    member.become(now);
    List<String> names = now.stream().map(one -> one.peer().name()).toList();
    store.change(by, change -> change.note("enrol-peers", "coalition", Map.of("peers", names)));
    return names;
  }

  /// The company in the coalition.
  public Member member() {
    return member;
  }

  /// How many accounts peers name, at the last look.
  public int named() {
    return standing.size();
  }

  /// What the door asks.
  public Notices notices() {
    return named;
  }

  @Override
  public void changed() {
    bell.ifPresent(Bell::ring);
  }

  /// What peers say of an account, for people: words, what stands, and the leads. Empty when they
  /// say nothing.
  public Optional<Map<String, Object>> said(String account) {
    return member
        .advise(account)
        .map(
            advice ->
                Map.of(
                    "suggests", advice.step().word(),
                    "strength", advice.strength(),
                    "leads", List.copyOf(advice.leads()),
                    "because", advice.because()));
  }

  /// Somebody signed up: tokens will be made of what peers can compare. Trouble here keeps nobody
  /// from signing up.
  public void signedUp(String account, byte[] body) {
    try {
      member.know(account, SignupIdentifiers.of(body));
    } catch (Keep.Failed e) {
      LOG.log(Level.WARNING, "what an account signed up with has no token: {0}", e.getMessage());
    }
  }

  /// Forgets an account here first, so that nothing is written of it any more, then elsewhere.
  ///
  /// @param elsewhere what else has to forget it
  public synchronized Map<String, Integer> erase(
      String account, Supplier<Map<String, Integer>> elsewhere) {
    int gone = member.erase(account);
    standing.remove(account);
    Map<String, Integer> all = new TreeMap<>(elsewhere.get());
    all.put("identifiers", gone);
    return all;
  }

  private synchronized Duration round() {
    var marks = new HashMap<Mark, String>();
    var wanted = new TreeMap<String, Note>();
    member
        .advised()
        .forEach((account, advice) -> wanted.put(account, note(account, advice, marks)));
    named.become(marks);
    var all = new TreeSet<>(standing.keySet());
    all.addAll(wanted.keySet());
    for (String account : all) {
      Note now = wanted.getOrDefault(account, nothing());
      if (!now.equals(standing.getOrDefault(account, nothing()))) {
        write(account, now);
      }
    }
    return ANYHOW;
  }

  private static Note nothing() {
    return new Note(Collections.emptySortedMap(), List.of());
  }

  private void write(String account, Note now) {
    people.hear(account, now.facts(), (change, before) -> tell(change, before, now));
    if (now.facts().isEmpty()) {
      standing.remove(account);
    } else {
      standing.put(account, now);
    }
  }

  private Note note(String account, Advice advice, Map<Mark, String> marks) {
    Step stands = rules.steps() ? member.act(account, advice).step() : Step.WATCH;
    var facts = new TreeMap<String, String>();
    facts.put(LEAD, stands.word());
    facts.put(LEADS, String.join(",", advice.leads()));
    return new Note(facts, List.copyOf(says(account, advice.leads(), marks)));
  }

  private SortedSet<String> says(String account, SortedSet<String> leads, Map<Mark, String> marks) {
    var says = new TreeSet<String>();
    for (Match match : member.tokens().matches(account)) {
      for (String id : leads) {
        Optional<Lead> lead = member.trust().lead(id);
        if (lead.isPresent() && lead.get().tokens().contains(match.token())) {
          String peer = member.name(lead.get().from());
          TokenKind kind = match.token().kind();
          says.add(peer + " has named its " + words(kind));
          named.of(kind, match.value()).ifPresent(mark -> marks.put(mark, peer));
        }
      }
    }
    return says;
  }

  /// As the door says it.
  private static String words(TokenKind kind) {
    return switch (kind) {
      case EMAIL -> "mailbox";
      case PAYMENT -> "payment token";
      case DEVICE -> "device";
      case ADDRESS -> "address";
      case BLOCK, BLOCK6 -> "address block";
      case PHONE -> "telephone";
      case BANK -> "bank account";
      case CLIENT, NETWORK, TEMPLATE -> kind.word();
    };
  }

  /// What the audit log says, and what it makes of the signup.
  private String tell(Change change, Account before, Note now) {
    boolean ended = now.facts().isEmpty();
    change.noteAbout(
        before.id(),
        ended ? "peer-leads-ended" : "peer-leads",
        Map.of("facts", now.facts(), "because", now.says()));
    Optional<Screened> signup = change.view().signup(before.id());
    if (signup.isEmpty()) {
      return before.tier();
    }
    Screened again = Rescreened.of(signup.get(), now.says());
    if (!again.reasons().equals(signup.get().reasons())) {
      change.screened(again);
    }
    boolean follows = rules.applies() && before.tier().equals(signup.get().tier());
    return follows ? again.tier() : before.tier();
  }

  @Override
  public void close() {
    bell.ifPresent(Bell::close);
  }
}
