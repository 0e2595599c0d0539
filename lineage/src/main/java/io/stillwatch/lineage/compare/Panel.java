// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Models that answered the same prompts, and how alike each two are on each prompt in each trait.
/// Holds `traits x prompts x models^2` numbers of four bytes.
final class Panel {
  private final List<String> models;
  private final List<String> prompts;
  private final Map<Trait, List<Alike>> alike = new EnumMap<>(Trait.class);

  /// @param models no two alike; only prompts that all of them answered count
  Panel(Answers answers, List<String> models) {
    this.models = List.copyOf(models);
    prompts = answers.shared(models);
    List<Map<Trait, Alike>> each =
        IntStream.range(0, prompts.size())
            .parallel()
            .mapToObj(i -> measured(answers, prompts.get(i)))
            .toList();
    for (Trait trait : Trait.values()) {
      var all = new ArrayList<Alike>(each.size());
      each.forEach(one -> all.add(Objects.requireNonNull(one.get(trait))));
      alike.put(trait, all);
    }
  }

  private Map<Trait, Alike> measured(Answers answers, String prompt) {
    List<Answer> here =
        models.stream().map(m -> new Answer(answers.of(m).getOrDefault(prompt, ""))).toList();
    var all = new EnumMap<Trait, Alike>(Trait.class);
    for (Trait trait : Trait.values()) {
      all.put(trait, trait.alike(here));
    }
    return all;
  }

  List<String> models() {
    return models;
  }

  int prompts() {
    return prompts.size();
  }

  int number(String model) {
    return models.indexOf(model);
  }

  /// How much nearer `one` is to `teacher` than to the mean of `others`, on each prompt.
  double[] lean(Trait trait, int one, int teacher, int[] others) {
    return alike.getOrDefault(trait, List.of()).stream()
        .mapToDouble(a -> lean(a, one, teacher, others))
        .toArray();
  }

  private static double lean(Alike alike, int one, int teacher, int[] others) {
    double sum = 0;
    int counted = 0;
    for (int other : others) {
      if (other != one && other != teacher) {
        sum += alike.of(one, other);
        counted++;
      }
    }
    return alike.of(one, teacher) - (counted == 0 ? 0 : sum / counted);
  }
}
