// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.compare;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What models answered to the same prompts: model, prompt, text. Order of models and prompts is
/// that of their names, so that the same answers give the same figures.
///
/// @param byModel answers by prompt, of each model
/// @param gold right answers by prompt, where they are known
public record Answers(
    SortedMap<String, SortedMap<String, String>> byModel, SortedMap<String, String> gold) {
  public Answers {
    gold = Collections.unmodifiableSortedMap(new TreeMap<>(gold));
    var copy = new TreeMap<String, SortedMap<String, String>>();
    byModel.forEach(
        (model, answers) ->
            copy.put(model, Collections.unmodifiableSortedMap(new TreeMap<>(answers))));
    byModel = Collections.unmodifiableSortedMap(copy);
  }

  /// Answers of which nobody knows the right ones.
  public Answers(SortedMap<String, SortedMap<String, String>> byModel) {
    this(byModel, new TreeMap<>());
  }

  /// The models that answered something.
  public Set<String> models() {
    return byModel.keySet();
  }

  /// Prompts that all of these models answered with at least one character, probes left out.
  public List<String> shared(Collection<String> models) {
    var prompts = new TreeSet<String>();
    boolean first = true;
    for (String model : models) {
      var answered = new TreeSet<String>();
      of(model).forEach((prompt, text) -> add(answered, prompt, text));
      if (first) {
        prompts.addAll(answered);
        first = false;
      }
      prompts.retainAll(answered);
    }
    return List.copyOf(prompts);
  }

  /// Only these models.
  public Answers only(Collection<String> models) {
    var kept = new TreeMap<String, SortedMap<String, String>>();
    models.forEach(model -> kept.put(model, of(model)));
    return new Answers(kept, gold);
  }

  /// The answers of one more model.
  public Answers with(String model, Map<String, String> answers) {
    var all = new TreeMap<>(byModel);
    all.put(model, new TreeMap<>(answers));
    return new Answers(all, gold);
  }

  /// One model's answers; none when it is not known.
  public SortedMap<String, String> of(String model) {
    return byModel.getOrDefault(model, Collections.emptySortedMap());
  }

  private static void add(Set<String> to, String prompt, String text) {
    if (!text.isBlank() && !Probe.asked(prompt)) {
      to.add(prompt);
    }
  }
}
