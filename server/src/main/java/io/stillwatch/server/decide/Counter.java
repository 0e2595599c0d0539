// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.decide;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Policy;
import io.stillwatch.respond.Tier;
import io.stillwatch.respond.budget.Budgets;
import io.stillwatch.respond.budget.Grant;
import io.stillwatch.respond.budget.Need;
import io.stillwatch.respond.budget.Reservation;
import io.stillwatch.respond.budget.Store;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Answers for accounts from memory. Accounts of which nothing is known are on the lowest tier.
public final class Counter implements Desk {
  /// Balances of so many accounts are remembered.
  private static final int ACCOUNTS = 1_000_000;

  private static final long MOST_TOKENS = 100_000_000;

  /// An account that is known or that something was decided about.
  private static final class Known {
    final Standing standing;
    final AtomicReference<Standing.@Nullable Now> now = new AtomicReference<>();

    Known(Standing standing) {
      this.standing = standing;
    }

    Standing.Now at(long time) {
      Standing.Now last = now.get();
      if (last == null || time >= last.until()) {
        last = standing.at(time);
        now.set(last);
      }
      return last;
    }
  }

  private final Policy policy;
  private final Budgets budgets;
  private final InstantSource clock;
  private final Known unknown;

  /// Never changed, only replaced.
  private volatile Map<String, Known> accounts = Map.of();

  /// Budgets in the memory of this process.
  public Counter(Policy policy, InstantSource clock) {
    this(policy, new BoundedStore(ACCOUNTS), clock);
  }

  /// @param store of the budgets; shared when replicas share limits
  public Counter(Policy policy, Store store, InstantSource clock) {
    this.policy = policy;
    this.budgets = new Budgets(store);
    this.clock = clock;
    unknown = new Known(new Standing(policy.tier(""), List.of()));
  }

  /// Takes all that is known, in place of what was.
  ///
  /// @param known what the operator says of accounts
  /// @param decisions about each account, all that have not ended
  void know(Collection<Account> known, Map<String, List<Decision>> decisions) {
    Map<String, Known> fresh = new HashMap<>();
    for (Account account : known) {
      Tier tier = tier(account);
      List<Decision> live =
          decisions.getOrDefault(account.id(), List.of()).stream()
              .filter(decision -> decision.mode() == Mode.LIVE)
              .toList();
      if (!live.isEmpty() || !tier.equals(unknown.standing.tier())) {
        fresh.put(account.id(), new Known(new Standing(tier, live)));
      }
    }
    accounts = fresh;
  }

  /// A tier that an older policy had counts as the lowest.
  private Tier tier(Account account) {
    return policy.has(account.tier()) ? policy.tier(account.tier()) : unknown.standing.tier();
  }

  @Override
  public Answer ask(Question question) {
    long time = clock.millis();
    Known known = accounts.getOrDefault(question.account(), unknown);
    Standing.Now now = known.at(time);
    if (now.shut().isPresent()) {
      Decision decision = now.shut().get();
      return new Answer.No(decision.id(), decision.remedy().rung() == Rung.REFUSE);
    }
    for (Feature feature : question.wants()) {
      if (!known.standing.tier().features().contains(feature)) {
        return new Answer.Lacks(Refusals.id(question.account(), time), feature);
      }
    }
    return reserve(question, now, time);
  }

  private Answer reserve(Question question, Standing.Now now, long time) {
    var need = new Need(capped(question.input()), capped(question.output()));
    return switch (budgets.reserve(question.account(), now.tier(), need, time)) {
      case Grant.Go(Reservation r) ->
          new Answer.Go(
              new Permit(r.account(), r.number(), need.input(), need.output()),
              withheld(question, now.tier()),
              now.mark());
      case Grant.Wait(var what, var after) -> {
        Optional<String> slowing = now.slowing().map(Decision::id);
        String id = slowing.orElseGet(() -> Refusals.id(question.account(), time));
        yield new Answer.Later(id, what, after, slowing.isPresent());
      }
    };
  }

  private static SortedSet<Feature> withheld(Question question, Tier tier) {
    var withheld = new TreeSet<Feature>(question.wants());
    withheld.removeAll(tier.features());
    return withheld;
  }

  private static long capped(long tokens) {
    return Math.clamp(tokens, 0, MOST_TOKENS);
  }

  @Override
  public void settle(Permit permit, Used used) {
    if (permit.number() > 0) {
      long time = clock.millis();
      Tier tier = accounts.getOrDefault(permit.account(), unknown).at(time).tier();
      var reservation =
          new Reservation(
              permit.account(), permit.number(), new Need(permit.input(), permit.output()));
      var need = new Need(capped(used.input()), capped(used.output()));
      budgets.reconcile(reservation, tier, need, time);
    }
  }

  @Override
  public List<Decision> inForce() {
    long now = clock.millis();
    return accounts.values().stream()
        .flatMap(known -> known.standing.decisions().stream())
        .filter(decision -> decision.inForce(now))
        .toList();
  }
}
