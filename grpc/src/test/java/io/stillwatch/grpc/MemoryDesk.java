// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// A desk in memory: everybody has a number of requests, some are suspended, some lack features.
/// Each permit may be settled once; settling another one throws.
final class MemoryDesk implements Desk {
  final List<Question> questions = new ArrayList<>();
  final Map<Permit, Used> settled = new HashMap<>();
  private final Set<Permit> open = new HashSet<>();
  private final Map<String, Integer> budget = new HashMap<>();
  private final Set<String> suspended = new TreeSet<>();
  private final Set<String> slowed = new TreeSet<>();
  private final Map<String, Feature> withheld = new HashMap<>();
  private final Map<String, Feature> lacking = new HashMap<>();
  private final Set<String> marked = new TreeSet<>();
  private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
  private boolean broken;
  private long number;

  synchronized MemoryDesk suspend(String account) {
    suspended.add(account);
    return this;
  }

  synchronized MemoryDesk budget(String account, int requests) {
    budget.put(account, requests);
    return this;
  }

  synchronized MemoryDesk slow(String account) {
    slowed.add(account);
    return budget(account, 0);
  }

  synchronized MemoryDesk withhold(String account, Feature feature) {
    withheld.put(account, feature);
    marked.add(account);
    return this;
  }

  synchronized MemoryDesk lack(String account, Feature feature) {
    lacking.put(account, feature);
    return this;
  }

  synchronized void breakDown() {
    broken = true;
  }

  /// Lets questions of this account wait.
  void waitFor(String account, CountDownLatch latch) {
    gates.put(account, latch);
  }

  @Override
  public Answer ask(Question question) {
    CountDownLatch gate = gates.get(question.account());
    if (gate != null) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return answer(question);
  }

  private synchronized Answer answer(Question question) {
    if (broken) {
      throw new IllegalStateException("the desk is closed");
    }
    questions.add(question);
    String account = question.account();
    Feature lacks = lacking.get(account);
    if (suspended.contains(account)) {
      return new Answer.No("sd-no", false);
    }
    if (lacks != null && question.wants().contains(lacks)) {
      return new Answer.Lacks("sd-lacks", lacks);
    }
    Integer left = budget.computeIfPresent(account, (who, requests) -> requests - 1);
    return left != null && left < 0 ? later(account) : go(question);
  }

  private Answer later(String account) {
    return new Answer.Later(
        "sd-later", "requests per minute", Duration.ofMillis(1500), slowed.contains(account));
  }

  private Answer go(Question question) {
    Permit permit = new Permit(question.account(), ++number, question.input(), question.output());
    open.add(permit);
    Set<Feature> without = new TreeSet<>(question.wants());
    Feature kept = withheld.get(question.account());
    without.removeIf(feature -> feature != kept);
    String mark = marked.contains(question.account()) ? "key-7" : "";
    return new Answer.Go(permit, new TreeSet<>(without), mark);
  }

  @Override
  public synchronized void settle(Permit permit, Used used) {
    if (!open.remove(permit)) {
      throw new IllegalStateException("not an open permit: " + permit);
    }
    settled.put(permit, used);
    notifyAll();
  }

  /// Waits until no permit is open.
  synchronized void awaitSettled() throws InterruptedException {
    for (int i = 0; i < 300 && !open.isEmpty(); i++) {
      wait(100);
    }
    if (!open.isEmpty()) {
      throw new AssertionError("permits left open: " + open);
    }
  }

  synchronized int open() {
    return open.size();
  }

  @Override
  public List<Decision> inForce() {
    return List.of();
  }
}
