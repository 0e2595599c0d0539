// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the ladder decided in one round.
///
/// @param live new decisions for enforcers
/// @param shadow new decisions that no enforcer may see
/// @param undone decisions that end
/// @param proposals what waits for people
/// @param faults rules that could not be asked of some account, each once, with the reason
public record Outcome(
    List<Decision> live,
    List<Decision> shadow,
    List<Undo> undone,
    List<Proposal> proposals,
    List<String> faults) {
  public Outcome {
    live = List.copyOf(live);
    shadow = List.copyOf(shadow);
    undone = List.copyOf(undone);
    proposals = List.copyOf(proposals);
    faults = List.copyOf(faults);
  }

  /// All decisions after this round, ended ones included, in the order in which they were taken.
  ///
  /// @param before all decisions before it
  public List<Decision> after(List<Decision> before) {
    Map<String, Undo> ends =
        undone.stream().collect(Collectors.toMap(Undo::decision, undo -> undo));
    List<Decision> all = new ArrayList<>();
    for (Decision decision : before) {
      Undo end = ends.get(decision.id());
      all.add(end == null ? decision : decision.endedBy(end));
    }
    all.addAll(live);
    all.addAll(shadow);
    return List.copyOf(all);
  }
}
