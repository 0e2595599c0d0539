// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Models that answered the same prompts or probes, and how alike each two are on each in each
/// trait. Holds `traits x prompts x models^2` numbers of four bytes.
final class Panel {
  /// A probe counts where each model answered it so many times.
  static final int LEAST_TIMES = 4;

  private final List<String> models;
  private final List<String> prompts;
  private final List<Probe> probes;
  private final Map<Trait, List<Alike>> alike = new EnumMap<>(Trait.class);

  /// @param models no two alike; only prompts that all of them answered count
  Panel(Answers answers, List<String> models) {
    this(answers, models, Probe.shipped());
  }

  Panel(Answers answers, List<String> models, List<Probe> asked) {
    this.models = List.copyOf(models);
    prompts = answers.shared(models);
    var answered = new LinkedHashMap<Probe, List<SortedMap<String, Integer>>>();
    asked.forEach(probe -> answered.put(probe, counts(answers, probe)));
    answered.values().removeIf(counts -> !counts.stream().allMatch(Panel::often));
    probes = List.copyOf(answered.keySet());
    List<Map<Trait, Alike>> each =
        IntStream.range(0, prompts.size())
            .parallel()
            .mapToObj(i -> measured(answers, prompts.get(i)))
            .toList();
    for (Trait trait : Trait.values()) {
      var all = new ArrayList<Alike>(each.size());
      if (trait == Trait.PREFERENCES) {
        answered.values().forEach(counts -> all.add(Alike.preferring(counts)));
      } else {
        each.forEach(one -> all.add(Objects.requireNonNull(one.get(trait))));
      }
      alike.put(trait, all);
    }
  }

  private static boolean often(SortedMap<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum() >= LEAST_TIMES;
  }

  private List<SortedMap<String, Integer>> counts(Answers answers, Probe probe) {
    return models.stream().map(model -> probe.counted(answers.of(model))).toList();
  }

  private Map<Trait, Alike> measured(Answers answers, String prompt) {
    List<Answer> here =
        models.stream().map(m -> new Answer(answers.of(m).getOrDefault(prompt, ""))).toList();
    Optional<String> gold = Optional.ofNullable(answers.gold().get(prompt));
    var all = new EnumMap<Trait, Alike>(Trait.class);
    for (Trait trait : Trait.values()) {
      if (trait != Trait.PREFERENCES) {
        all.put(trait, trait.alike(here, gold));
      }
    }
    return all;
  }

  List<String> models() {
    return models;
  }

  List<String> prompts() {
    return prompts;
  }

  List<Probe> probes() {
    return probes;
  }

  int number(String model) {
    return models.indexOf(model);
  }

  /// How much nearer each of `roles` is to `teacher` than to the mean of the other roles, on each
  /// prompt, or probe; not a number where it cannot be compared with the teacher.
  Leans leans(Trait trait, int teacher, int[] roles) {
    List<Alike> all = alike.getOrDefault(trait, List.of());
    var leans = new double[roles.length][all.size()];
    for (int i = 0; i < all.size(); i++) {
      for (int x = 0; x < roles.length; x++) {
        leans[x][i] = all.get(i).lean(roles[x], teacher, roles);
      }
    }
    return new Leans(leans);
  }
}
