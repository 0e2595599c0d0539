// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.crypto.MerkleTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Counts exhibits, one by one in the order of time. What it keeps grows with accounts, days and
/// what passed, not with exhibits.
final class Recount {
  private static final long DAY = 86_400_000;

  /// A scan keeps so many models of an account apart; the rest it calls others.
  private static final int MODELS = 6;

  private static final String OTHERS = "others";

  private final Ledger ledger;
  private final Support support;
  private final List<Person> people = new ArrayList<>();
  private final long[][] chances;
  private final Map<Long, Set<Long>> active = new TreeMap<>();
  private final Map<Long, long[]> byDay = new TreeMap<>();
  private final MerkleTree tree = new MerkleTree();
  private long last = Long.MIN_VALUE;
  private long lastId;
  private long first = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  /// What an account did.
  private static final class Person {
    private Counts counts = Counts.ZERO;
    private final Map<String, Counts> models = new LinkedHashMap<>();

    void add(Line.Exhibit x) {
      var one = new Counts(1, x.inputTokens(), x.outputTokens());
      counts = counts.plus(one);
      if (models.containsKey(x.model()) || models.size() < MODELS) {
        models.merge(x.model(), one, Counts::plus);
      } else {
        Counts rest = models.remove(models.keySet().stream().toList().getLast());
        models.put(OTHERS, rest == null ? one : rest.plus(one));
      }
    }
  }

  Recount(Ledger ledger) {
    this.ledger = ledger;
    support = new Support(ledger);
    ledger.accounts.forEach(account -> people.add(new Person()));
    chances = new long[ledger.looked.size()][3];
  }

  void add(Line.Exhibit x, byte[] text) throws Broken {
    tree.add(text);
    long id = Long.parseUnsignedLong(x.id(), 16);
    if (x.at() < last || (x.at() == last && id == lastId)) {
      throw new Broken("is no later than the exhibit before");
    }
    last = x.at();
    lastId = id;
    if (x.account() >= people.size()) {
      throw new Broken("is of account " + x.account() + " of " + people.size());
    }
    Line.Account account = ledger.accounts.get((int) x.account());
    support.take(x, account.principal());
    if (account.named()) {
      count(x, (int) account.principal());
    }
  }

  private void count(Line.Exhibit x, int principal) {
    people.get((int) x.account()).add(x);
    first = Math.min(first, x.at());
    long day = Math.floorDiv(x.at(), DAY);
    active.computeIfAbsent(day, d -> new HashSet<>()).add(x.account());
    long[] sums = byDay.computeIfAbsent(day, d -> new long[4]);
    long[] own = {x.first() ? 1 : 0, x.sealedOut().size(), x.issued().isEmpty() ? 0 : 1};
    for (int f = 0; f < own.length; f++) {
      chances[principal][f] += own[f];
      sums[f] += own[f];
    }
    sums[3]++;
    end = Math.max(end, x.at());
  }

  /// Compares what was counted with what is said.
  void check(Checks checks) throws Broken {
    Line.End said = ledger.end();
    Checks.same("exhibits", said.exhibits(), tree.size());
    Checks.same("root of the tree over the exhibits", said.root(), tree.root());
    checks.pass("%,d exhibits, and the root of the tree over them".formatted(tree.size()));
    Counts sum = Counts.ZERO;
    for (int n = 0; n < people.size(); n++) {
      Line.Account account = ledger.accounts.get(n);
      Counts counts = people.get(n).counts;
      same(
          "account " + n,
          new Counts(account.exchanges(), account.inputTokens(), account.outputTokens()),
          counts);
      sum = sum.plus(counts);
    }
    Line.Claims claims = ledger.claims();
    same(
        "the campaign",
        new Counts(claims.exchanges(), claims.inputTokens(), claims.outputTokens()),
        sum);
    Checks.same("first seen", claims.firstSeen(), first);
    Checks.same("last seen", claims.lastSeen(), end);
    checks.pass("exchanges and tokens of each account and of the campaign, first and last seen");
    models();
    checks.pass("exchanges and tokens of each model");
    chances();
    checks.pass(
        "conversations begun, sealed artefacts and private replies of each named principal");
    support.check();
    checks.pass(
        "%,d passings: giver and taker hold what is said to have passed"
            .formatted(ledger.passings.size()));
  }

  private static void same(String whose, Counts said, Counts counted) throws Broken {
    Checks.same("exchanges of " + whose, said.exchanges(), counted.exchanges());
    Checks.same("input tokens of " + whose, said.tokensIn(), counted.tokensIn());
    Checks.same("output tokens of " + whose, said.tokensOut(), counted.tokensOut());
  }

  private void models() throws Broken {
    var sums = new TreeMap<String, Counts>();
    for (Person person : people) {
      person.models.forEach((model, counts) -> sums.merge(model, counts, Counts::plus));
    }
    Checks.same("models", ledger.models.size(), sums.size());
    for (Line.Model said : ledger.models) {
      Counts counted = sums.getOrDefault(said.model(), Counts.ZERO);
      same(
          "model " + said.model(),
          new Counts(said.exchanges(), said.inputTokens(), said.outputTokens()),
          counted);
    }
  }

  private void chances() throws Broken {
    for (int p = 0; p < chances.length; p++) {
      Line.Looked said = ledger.looked.get(p);
      for (int f = 0; f < 3 && said.named(); f++) {
        Checks.same(
            "chances of E" + (f + 1) + " of principal " + p, said.chances().get(f), chances[p][f]);
      }
    }
  }

  long exhibits() {
    return tree.size();
  }

  List<Day> days() {
    return byDay.entrySet().stream()
        .map(
            e ->
                new Day(
                    e.getKey() * DAY,
                    e.getValue()[3],
                    active.getOrDefault(e.getKey(), Set.of()).size()))
        .toList();
  }

  /// Accounts seen up to each day.
  List<Long> arrivals() {
    var seen = new HashSet<Long>();
    var arrivals = new ArrayList<Long>();
    for (Set<Long> one : active.values()) {
      seen.addAll(one);
      arrivals.add((long) seen.size());
    }
    return arrivals;
  }

  /// Chances of named principals in a family of flows up to the end of each day.
  List<Long> chancesBy(int family) {
    var sums = new ArrayList<Long>();
    long sum = 0;
    for (long[] day : byDay.values()) {
      sum += day[family];
      sums.add(sum);
    }
    return sums;
  }
}
