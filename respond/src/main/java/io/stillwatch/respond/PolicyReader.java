// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Feature;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Rung;
import io.stillwatch.respond.BadPolicy.Complaint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads a policy file and finds everything that is wrong with it at once.
final class PolicyReader {
  private static final List<String> SECTIONS = List.of("ladder", "remedies", "tier", "rule");
  private static final List<String> RUNGS = words(Rung.values(), Rung::word);
  private static final List<String> MODES = words(Mode.values(), Mode::word);
  private static final List<String> FEATURES = words(Feature.values(), Feature::word);

  private final List<Complaint> complaints = new ArrayList<>();
  private final Conditions conditions = new Conditions();
  private final TomlParseResult file;

  PolicyReader(String text) {
    file = Toml.parse(text);
    file.errors()
        .forEach(
            error ->
                complaints.add(
                    new Complaint(error.position().line(), "not TOML: " + first(error))));
  }

  Policy policy() {
    stopIfWrong();
    for (String key : file.keySet()) {
      if (!SECTIONS.contains(key)) {
        complaints.add(
            new Complaint(lineOf(key), "there is no section " + key + Nearest.hint(key, SECTIONS)));
      }
    }
    Optional<Caution> caution = section("ladder").flatMap(this::caution);
    Optional<Remedies> remedies = section("remedies").flatMap(this::remedies);
    List<Tier> tiers = each("tier", this::tier);
    List<Rule> rules = each("rule", (s, name) -> rule(s, name, remedies));
    if (tiers.isEmpty()) {
      complaints.add(new Complaint(0, "there is no [[tier]]; a policy has one at least"));
    }
    stopIfWrong();
    return new Policy(caution.orElseThrow(), remedies.orElseThrow(), tiers, rules);
  }

  private Optional<Caution> caution(Section s) {
    return made(
        s,
        () ->
            new Caution(
                s.span("stay"),
                s.span("delay-least"),
                s.span("delay-most"),
                s.small("bulk-more-than", 0),
                s.small("four-eyes-more-than", 0),
                s.small("overturned-most", 1)));
  }

  private Optional<Remedies> remedies(Section s) {
    return made(
        s,
        () -> {
          double slowTo = s.share("slow-to");
          List<Feature> without = s.words("narrow-without", Feature::of, FEATURES);
          if (without.isEmpty() && s.has("narrow-without")) {
            s.complain("narrow-without", "is empty; it takes one feature at least");
          }
          String webhook = s.text("verify-webhook");
          if (!webhook.isEmpty() && !webhook.startsWith("https://")) {
            s.complain("verify-webhook", "takes an address that begins with https://");
          }
          return new Remedies(slowTo, new TreeSet<>(without), s.text("mark-key"), webhook);
        });
  }

  private Optional<Tier> tier(Section s, String name) {
    return made(
        s,
        () ->
            new Tier(
                name,
                rate(s, "requests"),
                rate(s, "input-tokens"),
                rate(s, "output-tokens"),
                s.whole("concurrency"),
                new TreeSet<>(s.words("features", Feature::of, FEATURES)),
                s.word("at-most", Rung::of, RUNGS).orElse(Rung.WATCH)));
  }

  private static Tier.Rate rate(Section s, String what) {
    return new Tier.Rate(s.whole(what + "-per-minute"), s.whole(what + "-per-day"));
  }

  private Optional<Rule> rule(Section s, String name, Optional<Remedies> remedies) {
    Optional<Mode> mode = s.word("mode", Mode::of, MODES);
    Optional<Rung> rung = s.word("remedy", Rung::of, RUNGS);
    String when = s.text("when");
    Condition condition = Condition.NEVER;
    try {
      condition = conditions.compile(when);
    } catch (BadCondition e) {
      s.complain("when", e.says());
    }
    if (remedies.isPresent() && rung.isPresent() && remedies.get().on(rung.get()).isEmpty()) {
      s.complain("remedy", "is mark, and [remedies] has no mark-key; name the key or another rung");
    }
    Condition checked = condition;
    long lasts = s.span("for");
    boolean atOnce = s.truth("at-once");
    String reason = s.text("reason");
    return mode.isEmpty() || rung.isEmpty()
        ? closed(s)
        : made(s, () -> new Rule(name, mode.get(), checked, rung.get(), atOnce, lasts, reason));
  }

  private static <T> Optional<T> closed(Section s) {
    s.close();
    return Optional.empty();
  }

  private Optional<Section> section(String key) {
    if (file.get(List.of(key)) instanceof TomlTable table) {
      return Optional.of(new Section(table, "[" + key + "]", lineOf(key), complaints));
    }
    complaints.add(new Complaint(lineOf(key), "there is no section [" + key + "]"));
    return Optional.empty();
  }

  private <T> List<T> each(String key, BiFunction<Section, String, Optional<T>> make) {
    List<T> all = new ArrayList<>();
    if (!(file.get(List.of(key)) instanceof TomlArray tables)) {
      return all;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tables.size(); i++) {
      if (tables.get(i) instanceof TomlTable table) {
        TomlPosition at = tables.inputPositionOf(i);
        int line = at == null ? 0 : at.line();
        String name = table.get(List.of("name")) instanceof String text ? text : "";
        var section =
            new Section(
                table, key + (name.isEmpty() ? " without a name" : " " + name), line, complaints);
        section.text("name");
        if (!names.add(name)) {
          section.complain("name", "is taken by another " + key);
        }
        make.apply(section, name).ifPresent(all::add);
      }
    }
    return all;
  }

  /// What a constructor refuses is a complaint like any other.
  private <T> Optional<T> made(Section s, Supplier<T> make) {
    int before = complaints.size();
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException refused) {
      if (complaints.size() == before) {
        complaints.add(new Complaint(s.line(), s.name() + ": " + refused.getMessage()));
      }
      return Optional.empty();
    } finally {
      s.close();
    }
  }

  private void stopIfWrong() {
    if (!complaints.isEmpty()) {
      complaints.sort(Comparator.comparingInt(Complaint::line));
      throw new BadPolicy(complaints);
    }
  }

  private int lineOf(String key) {
    TomlPosition at = file.inputPositionOf(List.of(key));
    return at == null ? 0 : at.line();
  }

  private static String first(Exception error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
  }

  private static <E> List<String> words(E[] all, Function<E, String> word) {
    return Arrays.stream(all).map(word).toList();
  }
}
