// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The accounts of a log, numbered from 0 in the order in which they first sent something.
public final class Roster {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Window> windows = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();
  private final Map<String, Long> signups = new HashMap<>();
  private final List<Integer> principals = new ArrayList<>();
  private final Map<String, Integer> organisations = new HashMap<>();

  Roster() {}

  int add(Exchange exchange) {
    Window now = new Window(exchange.at(), exchange.at());
    int known = numbers.getOrDefault(exchange.account(), names.size());
    if (known == names.size()) {
      numbers.put(exchange.account(), known);
      names.add(exchange.account());
      windows.add(now);
      counts.add(1L);
      principals.add(principal(exchange.caller().org(), known));
    } else {
      windows.set(known, windows.get(known).cover(now));
      counts.set(known, counts.get(known) + 1);
    }
    return known;
  }

  private int principal(String org, int account) {
    return org.isEmpty() ? account : organisations.computeIfAbsent(org, _ -> account);
  }

  void add(Signup signup) {
    if (signup.at() != Signup.UNKNOWN_TIME) {
      signups.put(signup.account(), signup.at());
    }
  }

  /// How many accounts there are.
  public int size() {
    return names.size();
  }

  /// The account's id as the log writes it.
  public String name(int account) {
    return names.get(account);
  }

  /// Its first to last request.
  public Window window(int account) {
    return windows.get(account);
  }

  /// Its requests.
  public long requests(int account) {
    return counts.get(account);
  }

  /// When it signed up, milliseconds since 1970 UTC; empty when the log does not say.
  public OptionalLong signup(int account) {
    Long at = signups.get(name(account));
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /// Who answers for the account: accounts of one declared organisation have the same principal,
  /// the first of them; any other account is its own. That they act together is no secret, so
  /// methods that look for groups do not look within a principal.
  public int principal(int account) {
    return principals.get(account);
  }

  /// The first to the last request of all.
  ///
  /// @throws IllegalStateException when there is none
  public Window window() {
    return windows.stream().reduce(Window::cover).orElseThrow(IllegalStateException::new);
  }
}
