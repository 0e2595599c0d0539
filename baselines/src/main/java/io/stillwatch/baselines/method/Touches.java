// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Hash;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.List;

/// Who touched what, each once: pairs of an account and a thing, kept as one number each, so that
/// millions fit. Things are known by 44 bits of their hash: of ten million, about three pairs are
/// taken for one.
final class Touches {
  private static final int ACCOUNT_BITS = 20;
  private static final int MOST_ACCOUNTS = 1 << ACCOUNT_BITS;

  private final LongArrayList pairs = new LongArrayList();
  private boolean sorted;

  /// Takes what a graph of accounts and things is made of: address, scaffold and whole prompt.
  void add(Request request) {
    if (request.address() != 0) {
      add(Hash.of(1, request.address()), request.account());
    }
    add(Hash.of(2, request.prompt().scaffold()), request.account());
    add(Hash.of(3, request.prompt().digest()), request.account());
  }

  /// @param thing its hash, well mixed
  void add(long thing, int account) {
    if (account >= MOST_ACCOUNTS) {
      throw new IllegalStateException("a baseline takes at most " + MOST_ACCOUNTS + " accounts");
    }
    pairs.add(thing << ACCOUNT_BITS | account);
    sorted = false;
  }

  /// Accounts that touched one thing, in order.
  record Holding(long thing, List<Integer> accounts) {}

  /// Things that at least two and at most `most` accounts touched, in a fixed order.
  List<Holding> shared(int most) {
    List<Holding> all = new ArrayList<>();
    sort();
    for (int from = 0, to; from < pairs.size(); from = to) {
      to = end(from);
      if (to - from >= 2 && to - from <= most) {
        List<Integer> accounts = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
          accounts.add((int) (pairs.getLong(i) & (MOST_ACCOUNTS - 1)));
        }
        all.add(new Holding(pairs.getLong(from) >>> ACCOUNT_BITS, accounts));
      }
    }
    return all;
  }

  /// Things that at least two principals touched, each with its principals.
  List<Holding> shared(Roster roster) {
    return shared(Integer.MAX_VALUE).stream()
        .map(
            h ->
                new Holding(
                    h.thing(), h.accounts().stream().map(roster::principal).distinct().toList()))
        .filter(h -> h.accounts().size() >= 2)
        .toList();
  }

  /// How many things each account touched.
  int[] counts(int accounts) {
    int[] counts = new int[accounts];
    sort();
    for (int i = 0; i < pairs.size(); i++) {
      counts[(int) (pairs.getLong(i) & (MOST_ACCOUNTS - 1))]++;
    }
    return counts;
  }

  /// How many things each pair of accounts of different principals shares; see [#first] and
  /// [#second]. Quadratic in the accounts of one thing, so things that more than `most` accounts
  /// touched are left out.
  Long2IntMap together(int most, Roster roster) {
    Long2IntMap shared = new Long2IntOpenHashMap();
    for (Holding holding : shared(most)) {
      List<Integer> accounts = holding.accounts();
      for (int i = 0; i < accounts.size(); i++) {
        for (int j = i + 1; j < accounts.size(); j++) {
          if (roster.principal(accounts.get(i)) != roster.principal(accounts.get(j))) {
            shared.mergeInt((long) accounts.get(i) << 32 | accounts.get(j), 1, Integer::sum);
          }
        }
      }
    }
    return shared;
  }

  /// The lower account of a pair.
  static int first(long pair) {
    return (int) (pair >>> 32);
  }

  /// The higher account of a pair.
  static int second(long pair) {
    return (int) pair;
  }

  private int end(int from) {
    long thing = pairs.getLong(from) >>> ACCOUNT_BITS;
    int to = from + 1;
    while (to < pairs.size() && pairs.getLong(to) >>> ACCOUNT_BITS == thing) {
      to++;
    }
    return to;
  }

  /// Sorts, and takes out what stands twice.
  private void sort() {
    if (sorted) {
      return;
    }
    long[] all = pairs.toLongArray();
    java.util.Arrays.sort(all);
    pairs.clear();
    for (int i = 0; i < all.length; i++) {
      if (i == 0 || all[i] != all[i - 1]) {
        pairs.add(all[i]);
      }
    }
    sorted = true;
  }
}
