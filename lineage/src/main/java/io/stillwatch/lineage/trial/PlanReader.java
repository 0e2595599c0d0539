// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Profile;
import io.stillwatch.marks.profiles.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;

/// Reads a plan file; an unknown key is refused.
final class PlanReader {
  private static final List<String> KEYS =
      List.of(
          "title",
          "suspect.model",
          "suspect.api",
          "secret.keys",
          "secret.profile",
          "secret.tokenizer",
          "secret.folder",
          "queries.prompts",
          "queries.answer-tokens",
          "queries.served",
          "queries.top-logprobs",
          "queries.twins",
          "queries.continue",
          "queries.index",
          "queries.ledger",
          "queries.twin-prompts",
          "queries.unserved-cohort",
          "budget.requests",
          "budget.tokens",
          "budget.per-second",
          "budget.timeout-seconds",
          "budget.tries",
          "rule.alpha",
          "rule.stop",
          "rule.decoys",
          "rule.seed",
          "controls.ours",
          "controls.clean",
          "controls.tracers",
          "bound.curve",
          "compare.answers",
          "compare.teacher",
          "compare.controls");

  private final Path file;
  private final TomlParseResult toml;

  PlanReader(Path file) throws IOException {
    this.file = file;
    toml = Toml.parse(file);
    if (toml.hasErrors()) {
      throw new BadInput(
          "%s, line %d: not TOML".formatted(file, toml.errors().getFirst().position().line()));
    }
    for (String key : toml.dottedKeySet()) {
      if (!KEYS.contains(key)) {
        throw new BadInput(file + ": there is no setting " + key + "; there are " + KEYS);
      }
    }
  }

  Plan plan() throws IOException {
    Plan plan = read();
    boolean chooses = plan.queries().served().isPresent() || plan.queries().index().isPresent();
    if (chooses && plan.secret().sharesTosses()) {
      throw new BadInput(
          "%s: %s shares tosses between contexts, so that no question may be chosen by what was served; leave out queries.served and queries.index"
              .formatted(file, plan.secret().profile().name()));
    }
    return plan;
  }

  private Plan read() throws IOException {
    return new Plan(
        text("title"),
        text("suspect.model"),
        switch (text("suspect.api")) {
          case "completions" -> Plan.Api.COMPLETIONS;
          case "chat" -> Plan.Api.CHAT;
          case String other -> throw wrong("suspect.api", other, "completions or chat");
        },
        secret(),
        queries(),
        new Plan.Budget(
            whole("budget.requests", 5_000, 1, Long.MAX_VALUE),
            whole("budget.tokens", 1_000_000, 1, Long.MAX_VALUE),
            number("budget.per-second", 2),
            (int) whole("budget.timeout-seconds", 60, 1, 3_600),
            (int) whole("budget.tries", 6, 1, 100)),
        rule(),
        file("controls.ours"),
        file("controls.clean"),
        file("bound.curve"),
        likeness(),
        settings());
  }

  /// A key of ours is one whose age is proved; such a run takes two people.
  private Plan.Secret secret() throws IOException {
    Path keys = present("secret.keys");
    Optional<Path> folder =
        toml.contains("secret.folder")
            ? Optional.of(beside(text("secret.folder")))
            : Optional.empty();
    if (folder.isEmpty() && !KeyFile.read(keys).proofs().isEmpty()) {
      throw new BadInput(
          file + " tests keys of ours; name secret.folder, where two people approve the run");
    }
    return new Plan.Secret(keys, profile(text("secret.profile")), tokenizer(), folder);
  }

  private Optional<Plan.Tossed> ledger() throws IOException {
    if (!toml.contains("queries.ledger")) {
      return Optional.empty();
    }
    return Optional.of(
        new Plan.Tossed(
            present("queries.ledger"),
            present("queries.twin-prompts"),
            toml.getString("queries.unserved-cohort", () -> "")));
  }

  private Profile profile(String words) {
    try {
      return Profiles.of(words);
    } catch (IllegalArgumentException unknown) {
      throw new BadInput(file + ": " + unknown.getMessage());
    }
  }

  /// The file beside the plan, if there is one of that name; else the name.
  private String tokenizer() {
    Path path = beside(text("secret.tokenizer"));
    return Files.isRegularFile(path) ? path.toString() : text("secret.tokenizer");
  }

  private Plan.Queries queries() throws IOException {
    var queries =
        new Plan.Queries(
            file("queries.prompts"),
            (int) whole("queries.answer-tokens", 200, 1, 100_000),
            file("queries.served"),
            (int) whole("queries.top-logprobs", 0, 0, 100),
            file("queries.twins"),
            goingOn(),
            (int) whole("controls.tracers", 0, 0, 1_000),
            file("queries.index"),
            ledger());
    if (queries.index().isPresent() && rule().early()) {
      throw wrong("rule.stop", "early", "fixed beside queries.index, which tells of later scores");
    }
    if (queries.prompts().isEmpty()
        && queries.served().isEmpty()
        && queries.twins().isEmpty()
        && queries.ledger().isEmpty()) {
      throw new BadInput(file + " asks nothing; name queries.prompts, served, twins or ledger");
    }
    return queries;
  }

  private Plan.GoingOn goingOn() {
    return switch (toml.getString("queries.continue", () -> "ask")) {
      case "ask" -> Plan.GoingOn.ASK;
      case "prefill" -> Plan.GoingOn.PREFILL;
      case "vllm" -> Plan.GoingOn.VLLM;
      case "mistral" -> Plan.GoingOn.MISTRAL;
      case String other -> throw wrong("queries.continue", other, "ask, prefill, vllm or mistral");
    };
  }

  private Plan.Rule rule() {
    double alpha = number("rule.alpha", 1e-4);
    if (!(alpha > 0 && alpha < 1)) {
      throw wrong("rule.alpha", alpha, "a level between 0 and 1");
    }
    boolean early =
        switch (toml.getString("rule.stop", () -> "fixed")) {
          case "fixed" -> false;
          case "early" -> true;
          case String other -> throw wrong("rule.stop", other, "fixed or early");
        };
    return new Plan.Rule(
        alpha,
        early,
        (int) whole("rule.decoys", 9_999, 1, 1_000_000),
        whole("rule.seed", 1, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private Optional<Plan.Likeness> likeness() {
    if (!toml.contains("compare.answers")) {
      return Optional.empty();
    }
    TomlArray controls = toml.getArray("compare.controls");
    List<String> names =
        controls == null ? List.of() : controls.toList().stream().map(String::valueOf).toList();
    return Optional.of(
        new Plan.Likeness(beside(text("compare.answers")), text("compare.teacher"), names));
  }

  private Map<String, Object> settings() {
    var all = new TreeMap<String, Object>();
    for (String key : toml.dottedKeySet()) {
      Object value = toml.get(key);
      all.put(
          key,
          value instanceof TomlArray list ? new ArrayList<>(list.toList()) : String.valueOf(value));
    }
    return all;
  }

  private String text(String key) {
    String value = toml.getString(key, () -> "");
    if (value.isBlank()) {
      throw new BadInput(file + " has no " + key);
    }
    return value;
  }

  private Path present(String key) throws IOException {
    return file(key).orElseThrow(() -> new BadInput(file + " has no " + key + ", a file"));
  }

  private Optional<Path> file(String key) throws IOException {
    if (!toml.contains(key)) {
      return Optional.empty();
    }
    Path path = beside(text(key));
    if (!Files.isReadable(path)) {
      throw new BadInput("%s: %s is %s, which cannot be read".formatted(file, key, path));
    }
    return Optional.of(path);
  }

  private Path beside(String name) {
    return file.toAbsolutePath().resolveSibling(name);
  }

  private long whole(String key, long otherwise, long least, long most) {
    Object value = toml.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long n && n >= least && n <= most) {
      return n;
    }
    throw wrong(key, value, "a whole number from " + least);
  }

  private double number(String key, double otherwise) {
    Object value = toml.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number n && n.doubleValue() > 0) {
      return n.doubleValue();
    }
    throw wrong(key, value, "a number above 0");
  }

  private BadInput wrong(String key, Object value, String rule) {
    return new BadInput("%s: %s is %s; it takes %s".formatted(file, key, value, rule));
  }
}
