// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.interventions;

import io.stillwatch.stats.Mix;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// F5, the door of E7: who is touched, and when. A design with its chance: one half of the members,
/// drawn once, is *focal* and never touched. In each pair of slots a fair coin picks the one in
/// which accounts of the other half are put off. If the accounts are run by different people, the
/// focal half cannot know what the coin said.
///
/// All follows from the seed: `focal` is the half whose labels `focal ACCOUNT` have the least
/// numbers, unsigned; in pair k the first slot is treated when the number of `coin k` is even.
/// Immutable; any number of threads may ask.
public final class Plan {
  private final Design design;
  private final Seed seed;
  private final boolean[] firstTreated;
  private final Map<String, Part> parts = new HashMap<>();

  /// What a member does in the plan.
  ///
  /// @param focal whether it is never touched
  /// @param key its own chance
  record Part(boolean focal, long key) {}

  private Plan(Design design, Seed seed) {
    this.design = design;
    this.seed = seed;
    firstTreated = new boolean[design.timetable().pairs()];
    for (int k = 0; k < firstTreated.length; k++) {
      firstTreated[k] = (seed.number("coin " + k) & 1) == 0;
    }
    Map<String, Long> drawn = new HashMap<>();
    design.members().forEach(account -> drawn.put(account, seed.number("focal " + account)));
    List<String> order =
        design.members().stream()
            .sorted(Comparator.comparing(drawn::get, Long::compareUnsigned))
            .toList();
    for (int i = 0; i < order.size(); i++) {
      String account = order.get(i);
      parts.put(account, new Part(i < order.size() / 2, seed.number("touch " + account)));
    }
  }

  /// @throws IllegalArgumentException when nobody allowed the design
  public static Plan of(Design design, Seed seed) {
    Require.that(
        !design.consent().isEmpty(),
        "an intervention touches customers and is off until somebody allows it; name who did");
    return new Plan(design, seed);
  }

  public Design design() {
    return design;
  }

  Seed seed() {
    return seed;
  }

  /// What to publish before the plan begins, 64 hexadecimal digits: see [Protocol]. It says nothing
  /// of who is tested or when.
  public String commitment() {
    return seed.commitmentTo(design.text());
  }

  /// The members that are never touched, sorted.
  public List<String> focal() {
    return parts.entrySet().stream()
        .filter(member -> member.getValue().focal())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// Whether the plan wants this account's requests of this moment put off; [Throttle] has the last
  /// word, for it knows the bounds. The same for all of an account's requests in one slot. Constant
  /// time, no allocation.
  ///
  /// @param at milliseconds since 1970 UTC
  public boolean touches(String account, long at) {
    int slot = design.timetable().slotAt(at);
    Part part = parts.get(account);
    return slot >= 0 && part != null && touches(part, slot);
  }

  boolean touches(Part part, int slot) {
    return !part.focal()
        && treats(slot)
        && (Mix.of(part.key(), slot) >>> 11) * 0x1p-53 < design.remedy().share();
  }

  /// Whether the coin picked this slot of its pair.
  boolean treats(int slot) {
    return firstTreated[slot / 2] == (slot % 2 == 0);
  }

  Map<String, Part> parts() {
    return Collections.unmodifiableMap(parts);
  }
}
