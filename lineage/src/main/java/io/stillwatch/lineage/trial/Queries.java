// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.twins.Answers;
import io.stillwatch.marks.twins.Ledger;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// All that a plan asks, in its order: tracers, served contexts, free text, twins.
///
/// @param all no two with one id
record Queries(List<Query> all) {
  /// A chat may begin its answer with a quotation mark or an empty line.
  private static final int CHAT_TOKENS = 8;

  Queries {
    all = List.copyOf(all);
    var ids = new LinkedHashSet<String>();
    for (Query one : all) {
      if (!ids.add(one.id())) {
        throw new BadInput("two queries are called " + one.id() + "; give each an id of its own");
      }
    }
  }

  /// One question.
  sealed interface Query {
    /// Unique, and begins with its layer.
    String id();

    Suspect.Question question();
  }

  /// A question with a word that nobody else can know. Its answer shows nothing; the question does,
  /// if it turns up among those that we were asked: [Traced].
  record Tracer(String id, Suspect.Question question, String word) implements Query {}

  /// A prefix that we served under the key.
  record Served(String id, Suspect.Question question) implements Query {}

  /// A prompt for free text.
  record Free(String id, Suspect.Question question) implements Query {}

  /// A question whose answer holds one of two equally good variants.
  ///
  /// @param served the one that the coin chose and that was served
  /// @param used false for a pair that nobody was ever served: a control
  record Twin(String id, Suspect.Question question, String served, String other, boolean used)
      implements Query {
    /// +1 for the served variant alone, -1 for the other alone, else 0.
    int sign(String answer) {
      boolean first = Answers.shows(answer, served);
      boolean second = Answers.shows(answer, other);
      return first == second ? 0 : first ? 1 : -1;
    }
  }

  static Queries of(Plan plan) throws IOException {
    var all = new ArrayList<Query>(Tracers.of(plan));
    Plan.Queries asked = plan.queries();
    for (Row row : rows(asked.served())) {
      all.add(
          new Served(
              "served/" + row.id(),
              new Suspect.Question(
                  row.text("text"),
                  chatAsks(plan) ? CHAT_TOKENS : 1,
                  asked.topLogprobs(),
                  true,
                  row.object().path("prompt").asString(""))));
    }
    for (Row row : rows(asked.prompts())) {
      all.add(
          new Free(
              "text/" + row.id(), new Suspect.Question(row.text("text"), asked.answerTokens(), 0)));
    }
    for (Row row : rows(asked.twins())) {
      all.add(
          new Twin(
              "twin/" + row.id(),
              new Suspect.Question(row.text("prompt"), asked.answerTokens(), 0),
              row.text("served"),
              row.text("unserved"),
              row.object().path("used").asBoolean(true)));
    }
    if (asked.ledger().isPresent()) {
      all.addAll(tossed(asked.ledger().get(), asked.answerTokens()));
    }
    return new Queries(all);
  }

  /// A question for each toss whose place has a prompt: each coin counts once.
  private static List<Query> tossed(Plan.Tossed tossed, int tokens) throws IOException {
    var prompts = new HashMap<String, String>();
    for (Row row : rows(Optional.of(tossed.prompts()))) {
      prompts.put(row.text("place"), row.text("prompt"));
    }
    var all = new ArrayList<Query>();
    for (io.stillwatch.marks.twins.Twin toss : tosses(tossed.ledger())) {
      String prompt = prompts.get(toss.place());
      if (prompt != null) {
        all.add(
            new Twin(
                "twin/%s/%s/%s".formatted(toss.cohort(), toss.place(), toss.kind()),
                new Suspect.Question(prompt, tokens, 0),
                toss.served(),
                toss.unserved(),
                !toss.cohort().equals(tossed.unserved())));
      }
    }
    if (all.isEmpty()) {
      throw new BadInput(tossed.prompts() + " has no prompt for any place of the ledger");
    }
    return all;
  }

  private static List<io.stillwatch.marks.twins.Twin> tosses(Path ledger) throws IOException {
    try {
      return Ledger.open(ledger).twins();
    } catch (IllegalArgumentException | NoSuchFileException damaged) {
      throw new BadInput(ledger + " is no ledger that can be read");
    }
  }

  private static boolean chatAsks(Plan plan) {
    return plan.api() == Plan.Api.CHAT && plan.queries().goingOn() == Plan.GoingOn.ASK;
  }

  private record Row(JsonNode object, String where) {
    String id() {
      return text("id");
    }

    String text(String name) {
      return Json.text(object, name, where);
    }
  }

  private static List<Row> rows(Optional<Path> file) throws IOException {
    var rows = new ArrayList<Row>();
    if (file.isPresent()) {
      for (JsonNode object : Json.lines(file.get())) {
        rows.add(new Row(object, file.get() + ", row " + (rows.size() + 1)));
      }
    }
    return rows;
  }
}
