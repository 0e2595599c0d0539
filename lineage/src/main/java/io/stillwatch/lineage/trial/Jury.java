// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.lineage.compare.AnswerFiles;
import io.stillwatch.lineage.compare.Answers;
import io.stillwatch.lineage.compare.Comparison;
import io.stillwatch.lineage.trial.Exposure.Scored;
import io.stillwatch.lineage.trial.Queries.Query;
import io.stillwatch.lineage.trial.Verdict.Bound;
import io.stillwatch.lineage.trial.Verdict.Twins;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.keys.KeyProof;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.marks.twins.SignTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Hears answers in the order of the plan, and says what they show. Knows the keys. Not for two
/// threads.
final class Jury {
  private static final int KEPT = 20_000;
  private static final int LEAST_WRONG_KEYS = 8;

  private final Plan plan;
  private final Tokenizer tokens;
  private final Optional<KeyProof> proof;
  private final List<Mark> marks = new ArrayList<>();
  private final int named;
  private final Exposure exposure;
  private final TreeMap<String, String> texts = new TreeMap<>();
  private long up;
  private long down;
  private long unusedUp;
  private long unusedDown;
  private long traced;
  private long heard;
  private long failed;
  private final Set<String> tangled = new HashSet<>();

  Jury(Plan plan, Queries queries) throws IOException {
    this.plan = plan;
    Plan.Secret secret = plan.secret();
    tokens = secret.tokens();
    Profile profile = secret.profile();
    KeyFile file = KeyFile.read(secret.keys());
    proof = file.proof();
    file.keys().forEach(key -> marks.add(profile.under(key)));
    named = marks.size();
    for (int i = 0; i < LEAST_WRONG_KEYS; i++) {
      marks.add(profile.under(Key.decoy(plan.rule().seed(), -1 - i, profile.keyWords())));
    }
    exposure = new Exposure(marks, KEPT);
    if (plan.queries().index().isPresent()) {
      exposure.with(index(plan.queries().index().get()));
    }
    prepare(queries);
    for (int[] text : texts(plan.ours())) {
      exposure.known(text);
    }
  }

  private ServedIndex index(Path file) throws IOException {
    try {
      return ServedIndex.read(file, marks.getFirst());
    } catch (IOException unread) {
      throw new BadInput(String.valueOf(unread.getMessage()));
    }
  }

  /// Text that we served is known before any answer is heard, and so is what must not count.
  private void prepare(Queries queries) {
    var ids = new ArrayList<String>();
    var prefixes = new ArrayList<int[]>();
    for (Query query : queries.all()) {
      if (query instanceof Queries.Served one) {
        ids.add(one.id());
        prefixes.add(tokens.encode(one.question().prompt()));
        exposure.prompt(tokens.encode(one.question().before()));
      } else if (query instanceof Queries.Free one) {
        exposure.prompt(tokens.encode(one.question().prompt()));
      }
    }
    prefixes.forEach(exposure::known);
    BitSet kept = Untangled.of(prefixes, plan.secret().profile().reach().window());
    for (int i = kept.nextClearBit(0); i < ids.size(); i = kept.nextClearBit(i + 1)) {
      tangled.add(ids.get(i));
    }
  }

  /// Whether a question is part of the test: not a context that stands in a circle.
  boolean asks(Query query) {
    return !tangled.contains(query.id());
  }

  private List<int[]> texts(Optional<Path> file) throws IOException {
    var all = new ArrayList<int[]>();
    if (file.isPresent()) {
      for (JsonNode one : Json.lines(file.get())) {
        all.add(tokens.encode(Json.text(one, "text", file.get().toString())));
      }
    }
    return all;
  }

  void hear(Query query, JsonNode answer) {
    if (!asks(query)) {
      return;
    }
    if (!answer.path("kind").asString("").equals("answer")) {
      failed++;
      return;
    }
    heard++;
    String text = answer.path("text").asString("");
    switch (query) {
      case Queries.Served one -> served(one.question().prompt(), text, answer);
      case Queries.Free one -> {
        exposure.text(tokens.encode(text));
        texts.put(one.id().substring("text/".length()), text);
      }
      case Queries.Twin one -> twin(one, one.sign(text));
      case Queries.Tracer asked -> traced++;
    }
  }

  private void served(String begun, String text, JsonNode answer) {
    int[] prefix = tokens.encode(begun);
    var chances = new HashMap<Integer, Double>();
    for (Map.Entry<String, JsonNode> one : answer.path("top").properties()) {
      int[] ids = tokens.encode(one.getKey());
      if (ids.length == 1 && ids[0] > 0) {
        chances.merge(ids[0], Math.exp(one.getValue().asDouble(-1e9)), Double::sum);
      }
    }
    if (chances.isEmpty()) {
      exposure.served(prefix, tokens.encode(joined(begun, text)));
    } else {
      exposure.served(prefix, chances);
    }
  }

  /// A chat that was asked in words begins its answer anew, without the space between two words.
  private String joined(String begun, String text) {
    boolean asked = plan.api() == Plan.Api.CHAT && plan.queries().goingOn() == Plan.GoingOn.ASK;
    String rest = asked ? text.stripLeading() : text;
    boolean word = !rest.isEmpty() && Character.isLetterOrDigit(rest.charAt(0));
    boolean open = !begun.isEmpty() && !Character.isWhitespace(begun.charAt(begun.length() - 1));
    return asked && word && open ? " " + rest : rest;
  }

  private void twin(Queries.Twin twin, int sign) {
    if (twin.used()) {
      up += sign > 0 ? 1 : 0;
      down += sign < 0 ? 1 : 0;
    } else {
      unusedUp += sign > 0 ? 1 : 0;
      unusedDown += sign < 0 ? 1 : 0;
    }
  }

  private double logE() {
    return exposure.under(0).logE(!plan.rule().early()) + new SignTest(up, down).logE();
  }

  /// Whether the level is reached; may be asked after every answer of an early-stopping plan.
  boolean decided() {
    return logE() >= -Math.log(plan.rule().alpha());
  }

  Verdict verdict(String root) throws IOException {
    boolean fixed = !plan.rule().early();
    List<Scored> scored = exposure.all();
    var controls = new TreeMap<String, Double>();
    double worst = Double.NEGATIVE_INFINITY;
    for (int m = 1; m < scored.size(); m++) {
      double e = scored.get(m).logE(fixed);
      if (m < named) {
        controls.put(marks.get(m).key().name(), e);
      } else {
        worst = Math.max(worst, e);
      }
    }
    OptionalDouble strength = strength(plan.ours());
    return new Verdict(
        plan,
        root,
        new Verdict.Heard(heard, failed, traced, tangled.size()),
        scored.getFirst(),
        new Twins(up, down, unusedUp, unusedDown),
        logE(),
        exposure.decoys(plan.rule().decoys(), plan.rule().seed()),
        new Verdict.Controls(
            controls,
            worst,
            cleanLogE(),
            strength,
            Verdict.Side.of(exposure.split().served()),
            Verdict.Side.of(exposure.split().fresh()),
            exposure.split().complete()),
        Bound.of(scored.getFirst(), strength, plan),
        likeness(),
        proof);
  }

  /// The joint e-value of a clean model's answers, under our key.
  private OptionalDouble cleanLogE() throws IOException {
    if (plan.clean().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(alone(plan.clean()).textLogE(true));
  }

  /// The mean score of our own marked text above that of a random key.
  private OptionalDouble strength(Optional<Path> ours) throws IOException {
    return ours.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Exposure.excess(alone(ours).text()));
  }

  private Scored alone(Optional<Path> file) throws IOException {
    var other = new Exposure(marks.subList(0, 1), 1);
    for (int[] text : texts(file)) {
      other.text(text);
    }
    return other.under(0);
  }

  private Optional<Comparison> likeness() throws IOException {
    if (plan.likeness().isEmpty()) {
      return Optional.empty();
    }
    Plan.Likeness asked = plan.likeness().get();
    Answers answers = AnswerFiles.read(asked.answers()).with("the suspect", texts);
    try {
      return Optional.of(Comparison.of(answers, asked.teacher(), "the suspect", asked.controls()));
    } catch (IllegalArgumentException tooLittle) {
      return Optional.empty();
    }
  }
}
