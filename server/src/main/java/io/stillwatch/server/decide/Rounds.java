// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Situation;
import io.stillwatch.server.live.Judged;
import io.stillwatch.store.Change;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.View;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// Plays the ladder after every judgement. What the judgement says and what follows from it are
/// kept together or not at all, and a judgement that comes again changes nothing.
public final class Rounds implements Judged {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final String ROUND = "round";
  private static final String DETECTION = "detection";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONG_PAUSE = Duration.ofSeconds(10);

  private final Store store;
  private final Policy policy;
  private final Ladder ladder;
  private final Register register;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final LongAdder failures = new LongAdder();
  private volatile Waits waits = Waits.NOT;

  /// Whether a judgement waits for the database.
  public enum Waits {
    /// It does not.
    NOT,
    /// It does, until the database answers again.
    FOR_A_WHILE,
    /// It does, and will until somebody mends what the database complains of.
    FOR_SOMEBODY
  }

  /// @param policy the one of the ladder
  public Rounds(Store store, Policy policy, Ladder ladder, Register register) {
    this.store = store;
    this.policy = policy;
    this.ladder = ladder;
    this.register = register;
  }

  /// Event time of the newest judgement that was kept; 0 before the first.
  public long last() {
    return store.read(view -> view.progress(ROUND)).orElse(0);
  }

  /// {@inheritDoc} While the database does not answer, it waits: detection stands still, and what
  /// comes meanwhile is in the journal. It does so too when the database refuses what it is told: a
  /// judgement that is left out would be missing for ever.
  @Override
  public void judged(long at, List<Finding> findings) {
    while (true) {
      try {
        store.change(DETECTION, change -> keep(change, at, findings));
        waits = Waits.NOT;
        register.refresh();
        return;
      } catch (StoreFailed e) {
        failures.increment();
        waits(e);
      }
    }
  }

  private void keep(Change change, long at, List<Finding> findings) {
    if (change.view().progress(ROUND).orElse(Long.MIN_VALUE) >= at) {
      return;
    }
    List<Campaign> named = named(findings);
    change.judge(at, named, withdrawn(findings));
    change.work(new Workbook(at, findings).of(named));
    change.progress(ROUND, at);
    play(change, at);
  }

  /// Plays a round on what is kept.
  ///
  /// @param now event time, milliseconds since 1970 UTC
  Outcome play(Change change, long now) {
    Outcome outcome = ladder.decide(situation(change.view(), now));
    change.play(outcome, now);
    return outcome;
  }

  /// What the ladder is told, and no more: what ended long ago is not read, however much it is.
  Situation situation(View view, long now) {
    List<Campaign> campaigns = view.campaigns();
    Set<String> named = accused(campaigns);
    return new Situation(
        now,
        campaigns,
        view.withdrawn().stream()
            .map(Finding.Withdrawn::account)
            .collect(Collectors.toCollection(TreeSet::new)),
        accounts(view, named),
        view.endedAfter(now - Situation.RECENT, now - Situation.MEMORY, named),
        view.protections(),
        view.reviews());
  }

  /// Groups that are only watched name nobody.
  private static Set<String> accused(List<Campaign> campaigns) {
    return campaigns.stream()
        .filter(campaign -> campaign.verdict() != Verdict.WATCH)
        .flatMap(campaign -> campaign.members().stream())
        .map(Member::account)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, Account> accounts(View view, Set<String> named) {
    Map<String, Account> known = new TreeMap<>();
    view.accountsOf(named).forEach(one -> known.put(one.id(), onATier(one)));
    return known;
  }

  /// On a tier that an older policy had, it counts as on the lowest.
  private Account onATier(Account account) {
    return policy.has(account.tier()) ? account : new Account(account.id(), "", account.facts());
  }

  /// Of groups with the same id, the one with most members: the store knows a group by its id.
  private static List<Campaign> named(List<Finding> findings) {
    var named = new TreeMap<String, Campaign>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Named one) {
        named.merge(one.campaign().id(), one.campaign(), Rounds::larger);
      }
    }
    return List.copyOf(named.values());
  }

  private static Campaign larger(Campaign one, Campaign other) {
    LOG.log(Logger.Level.WARNING, "two groups of a judgement have the id " + one.id());
    return other.members().size() > one.members().size() ? other : one;
  }

  private static List<Finding.Withdrawn> withdrawn(List<Finding> findings) {
    var withdrawn = new ArrayList<Finding.Withdrawn>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Withdrawn one) {
        withdrawn.add(one);
      }
    }
    return withdrawn;
  }

  /// Whether a judgement waits for the database, and for what.
  public Waits waits() {
    return waits;
  }

  /// How often the database did not keep a judgement, since the start.
  public long failures() {
    return failures.sum();
  }

  /// Gives up waiting.
  public void stop() {
    stopped.countDown();
  }

  private void waits(StoreFailed why) {
    Waits kind = why.lasts() ? Waits.FOR_SOMEBODY : Waits.FOR_A_WHILE;
    if (waits != kind) {
      boolean lasts = kind == Waits.FOR_SOMEBODY;
      LOG.log(
          lasts ? Logger.Level.ERROR : Logger.Level.WARNING,
          (lasts
                  ? "a judgement cannot be kept until the database is mended: "
                  : "a judgement waits for the database: ")
              + why.getMessage());
    }
    waits = kind;
    pause(why);
  }

  private void pause(StoreFailed why) {
    Duration pause = why.lasts() ? LONG_PAUSE : PAUSE;
    try {
      if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("stopped while the database did not answer", why);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while the database did not answer", e);
    }
  }
}
