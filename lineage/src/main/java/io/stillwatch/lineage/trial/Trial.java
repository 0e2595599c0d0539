// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.trial.Queries.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Runs a registered plan against a suspect. Whatever was asked is never asked again: a test that
/// was interrupted goes on where it stopped, and one that is finished is judged anew from its
/// evidence.
public final class Trial {
  /// So many questions in a row without an answer, and the test stops to be continued.
  private static final int SILENCE = 10;

  private final Plan plan;
  private final Queries queries;
  private final InstantSource clock;

  /// @param clock for the times in the evidence
  public Trial(Plan plan, InstantSource clock) throws IOException {
    this.plan = plan;
    this.clock = clock;
    queries = Queries.of(plan);
  }

  /// Asks what was not asked yet, seals, and judges.
  ///
  /// @param commitment what was registered
  /// @param address where the suspect is; kept in the evidence
  /// @throws BadInput when the plan is not what was registered, or the evidence is another plan's
  public Verdict run(Suspect suspect, String address, Path file, String commitment)
      throws IOException, InterruptedException {
    if (!plan.commitment().equals(commitment)) {
      throw new BadInput(
          "the plan, its files or its keys are not what was registered; register again, and say"
              + " that you did");
    }
    try (Evidence evidence = Evidence.open(file)) {
      begin(evidence, address, commitment);
      if (!evidence.sealed()) {
        ask(suspect, evidence);
        evidence.append("judged", Map.of("verdict", judged(evidence).figures()));
        evidence.seal();
      }
      return judged(evidence);
    }
  }

  private void begin(Evidence evidence, String address, String commitment) throws IOException {
    if (evidence.records().isEmpty()) {
      evidence.append(
          "registered",
          Map.of(
              "commitment",
              commitment,
              "registration",
              plan.registration(),
              "suspect",
              address,
              "at",
              clock.instant().toString()));
    }
    JsonNode first = evidence.records().getFirst();
    if (!first.path("commitment").asString("").equals(commitment)
        || !first.path("suspect").asString("").equals(address)) {
      throw new BadInput("the evidence file is of another plan or suspect; name a new one");
    }
  }

  private void ask(Suspect suspect, Evidence evidence) throws IOException, InterruptedException {
    Jury jury = new Jury(plan, queries);
    Map<String, JsonNode> known = answered(evidence.records());
    var spent = new Spent();
    known.values().forEach(spent::add);
    int silent = 0;
    for (Query query : queries.all()) {
      if (!jury.asks(query)) {
        continue;
      }
      JsonNode answer = known.get(query.id());
      if (answer == null) {
        if (!spent.within(plan.budget())) {
          evidence.append("budget", Map.of("requests", spent.requests, "tokens", spent.tokens));
          return;
        }
        answer = asked(suspect, query, evidence);
        spent.add(answer);
        silent = answer.path("kind").asString("").equals("answer") ? 0 : silent + 1;
        if (silent == SILENCE) {
          throw new BadInput(
              "no answer to %d questions in a row (%s); the test goes on when it is started again"
                  .formatted(SILENCE, answer.path("why").asString("")));
        }
      }
      jury.hear(query, answer);
      if (plan.rule().early() && jury.decided()) {
        evidence.append("stopped", Map.of("after", query.id()));
        return;
      }
    }
  }

  private JsonNode asked(Suspect suspect, Query query, Evidence evidence)
      throws IOException, InterruptedException {
    var record = new HashMap<String, Object>();
    record.put("query", query.id());
    record.put("prompt", query.question().prompt());
    if (query instanceof Queries.Tracer tracer) {
      record.put("word", tracer.word());
    }
    try {
      Suspect.Reply reply = suspect.ask(query.question());
      record.put("text", reply.text());
      record.put("tokens", Math.max(reply.tokens(), 1));
      record.put("tries", reply.tries());
      record.put("top", reply.top());
      record.put("at", clock.instant().toString());
      evidence.append("answer", record);
    } catch (Suspect.NoAnswer none) {
      record.put("why", String.valueOf(none.getMessage()));
      record.put("for_good", none.forGood());
      record.put("at", clock.instant().toString());
      evidence.append("failed", record);
    }
    return evidence.records().getLast();
  }

  /// Answers, and refusals for good; what failed otherwise is asked again.
  private static Map<String, JsonNode> answered(List<JsonNode> records) {
    var known = new HashMap<String, JsonNode>();
    for (JsonNode one : records) {
      String kind = one.path("kind").asString("");
      boolean settled = kind.equals("failed") && one.path("for_good").asBoolean(false);
      if (kind.equals("answer") || settled) {
        known.put(one.path("query").asString(""), one);
      }
    }
    return known;
  }

  private Verdict judged(Evidence evidence) throws IOException {
    Jury jury = new Jury(plan, queries);
    Map<String, JsonNode> known = answered(evidence.records());
    for (Query query : queries.all()) {
      JsonNode answer = known.get(query.id());
      if (answer != null) {
        jury.hear(query, answer);
      }
    }
    return jury.verdict(evidence.root());
  }

  /// What the answers cost.
  private static final class Spent {
    private long requests;
    private long tokens;

    void add(JsonNode answer) {
      requests += Math.max(1, answer.path("tries").asLong(1));
      tokens += answer.path("tokens").asLong(0);
    }

    boolean within(Plan.Budget budget) {
      return requests < budget.requests() && tokens < budget.tokens();
    }
  }
}
