// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A desk in memory: lets everybody go, unless told otherwise of an account. It remembers what it
/// was asked, and a permit settled twice is an error.
final class ScriptedDesk implements Desk {
  final List<Question> questions = new CopyOnWriteArrayList<>();
  final Map<Permit, Used> settled = new ConcurrentHashMap<>();
  final List<Decision> decisions = new CopyOnWriteArrayList<>();
  final Map<String, Function<Question, Answer>> answers = new ConcurrentHashMap<>();
  final AtomicLong open = new AtomicLong();
  final AtomicLong twice = new AtomicLong();
  private final AtomicLong next = new AtomicLong(1);

  void answer(String account, Answer answer) {
    answers.put(account, question -> answer);
  }

  @Override
  public Answer ask(Question question) {
    questions.add(question);
    Answer answer = answers.getOrDefault(question.account(), this::go).apply(question);
    if (answer instanceof Answer.Go) {
      open.incrementAndGet();
    }
    return answer;
  }

  Answer.Go go(Question question) {
    return go(question, "");
  }

  Answer.Go go(Question question, String mark, Feature... without) {
    var permit =
        new Permit(question.account(), next.getAndIncrement(), question.input(), question.output());
    return new Answer.Go(permit, new TreeSet<>(List.of(without)), mark);
  }

  @Override
  public void settle(Permit permit, Used used) {
    if (settled.put(permit, used) != null) {
      twice.incrementAndGet();
    }
    open.decrementAndGet();
  }

  @Override
  public List<Decision> inForce() {
    return List.copyOf(decisions);
  }

  long asked(String account) {
    return questions.stream().filter(q -> q.account().equals(account)).count();
  }

  /// What the only settled permit of an account used.
  Used used(String account) {
    var all =
        settled.entrySet().stream().filter(e -> e.getKey().account().equals(account)).toList();
    if (all.size() != 1) {
      throw new AssertionError(account + " has " + all.size() + " settled permits");
    }
    return all.getFirst().getValue();
  }
}
