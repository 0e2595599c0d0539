// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.CampaignSpec.Fleet;
import io.stillwatch.arena.spec.CampaignSpec.Running;
import io.stillwatch.arena.spec.CampaignSpec.Take;
import java.util.List;
import java.util.Set;

/// Named campaigns. Numbers come from ranges that differ between the splits and never overlap at
/// their middle, so that nothing learned by heart on one split fits the other.
final class CampaignPresets {

  private final Chance chance;
  private final Split split;
  private final boolean sealed;

  private CampaignPresets(Chance chance, Split split) {
    this.chance = chance;
    this.split = split;
    this.sealed = split == Split.SEALED;
  }

  static CampaignSpec draw(String name, int accounts, Split split, long seed) {
    Chance chance = Chance.of(seed).fork(name).fork(split.name());
    return new CampaignPresets(chance, split).draw(name, accounts);
  }

  private CampaignSpec draw(String name, int accounts) {
    return switch (name) {
      case "easy" -> named(name, "easy", easy(accounts), take(Goal.REASONING, 0, true), loose());
      case "reasoning-harvest" ->
          named(name, "easy", easy(accounts), take(Goal.REASONING, 0.05, false), loose());
      case "code-harvest" ->
          named(name, "medium", medium(accounts), take(Goal.CODE, cover(.1, .4), false), firm());
      case "judge-loop" ->
          named(name, "medium", medium(accounts), take(Goal.JUDGEMENT, 0, true), loose());
      case "cleaner" -> named(name, "easy", easy(accounts), take(Goal.MATHS, 0, true), loose());
      case "agent-trace" ->
          named(name, "medium", medium(accounts), take(Goal.AGENT, cover(.1, .3), false), handOff())
              .with(Trick.REPLAYS_REASONING);
      case "relay" ->
          named(name, "medium", medium(accounts), take(Goal.RELAY, 0, false), handOff());
      case "task-synthesis" ->
          named(name, "medium", medium(accounts), take(Goal.TASKS, cover(0, .3), false), firm());
      case "medium" ->
          named(name, "medium", medium(accounts), take(Goal.MATHS, cover(.3, .5), true), firm());
      case "mixed-cover" ->
          named(name, "hard", medium(accounts), take(Goal.CODE, cover(.6, .85), false), loner());
      case "thin" -> named(name, "hard", thin(accounts), take(Goal.REASONING, 0, false), firm());
      case "hard" -> named(name, "hard", hard(accounts), hidden(), loner());
      case "hydra" ->
          named(name, "medium", hydra(accounts), take(harvest(), cover(0, .3), false), firm());
      default ->
          throw new IllegalArgumentException(
              "campaign is "
                  + name
                  + "; take easy, medium, hard or a type of docs/formats/arena.md");
    };
  }

  private static CampaignSpec named(
      String type, String difficulty, Fleet fleet, Take take, Running running) {
    return new CampaignSpec(type, difficulty, fleet, take, running, Set.of());
  }

  private double rate(double low, double high) {
    return split.between(low, high, chance.unit());
  }

  private double cover(double low, double high) {
    return Math.min(0.95, rate(low, high));
  }

  private Fleet easy(int accounts) {
    return new Fleet(accounts, rate(10, 30), Hygiene.SHARED, false, 0);
  }

  private Fleet medium(int accounts) {
    return new Fleet(accounts, rate(5, 14), Hygiene.CLUSTERED, chance.hit(.3), 0);
  }

  private Fleet hard(int accounts) {
    int lifetime = sealed ? chance.between(120, 300) : chance.between(60, 160);
    return new Fleet(accounts, rate(4, 9), Hygiene.DISJOINT, true, chance.hit(.3) ? lifetime : 0);
  }

  private Fleet thin(int accounts) {
    return new Fleet(accounts, rate(1.6, 2.4), Hygiene.CLUSTERED, false, 0);
  }

  /// Thousands of accounts with 2 to 26 requests a day, as in most public cases.
  private Fleet hydra(int accounts) {
    return new Fleet(accounts, rate(2, 26), Hygiene.CLUSTERED, chance.hit(.3), 0);
  }

  private Goal harvest() {
    return chance.pick(List.of(Goal.REASONING, Goal.CODE, Goal.MATHS, Goal.AGENT));
  }

  private Take take(Goal goal, double cover, boolean check) {
    Paraphrase wording = cover > .25 ? Paraphrase.PER_ACCOUNT : Paraphrase.NONE;
    int replicas = chance.between(1, sealed ? 4 : 3);
    return new Take(goal, wording, cover, replicas, check);
  }

  private Take hidden() {
    return new Take(harvest(), Paraphrase.PER_REQUEST, cover(.4, .7), 1, false);
  }

  private Running loose() {
    return new Running(Division.ROUND_ROBIN, false, false, true, true);
  }

  private Running handOff() {
    return new Running(Division.UNIFORM, false, false, true, chance.hit(.6));
  }

  private Running firm() {
    Division division = sealed ? Division.UNIFORM : Division.JITTERED;
    return new Running(division, true, chance.hit(.5), true, chance.hit(.6));
  }

  private Running loner() {
    return new Running(Division.HEAVY_TAILED, true, true, false, false);
  }
}
