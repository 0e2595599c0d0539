// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import java.util.EnumSet;
import java.util.Set;

/// One hostile campaign: orthogonal knobs, each a level of evasion.
///
/// @param type a word for the labels, such as `reasoning-harvest`
/// @param difficulty `easy`, `medium` or `hard`, for the labels
/// @param fleet its accounts
/// @param take what it asks for
/// @param running how it is operated
/// @param tricks further moves
public record CampaignSpec(
    String type, String difficulty, Fleet fleet, Take take, Running running, Set<Trick> tricks) {

  public CampaignSpec {
    tricks = Set.copyOf(tricks);
  }

  /// The accounts of a campaign.
  ///
  /// @param accounts how many work at one time, at least 2
  /// @param perDay mean requests of one account a day, cover included
  /// @param hygiene how far identities are kept apart
  /// @param aged created months before use
  /// @param lifetime requests after which an account is replaced; 0 for never
  public record Fleet(int accounts, double perDay, Hygiene hygiene, boolean aged, int lifetime) {
    public Fleet {
      if (accounts < 2 || perDay <= 0 || lifetime < 0) {
        throw new IllegalArgumentException("a fleet needs two accounts and a rate above zero");
      }
    }
  }

  /// What is asked.
  ///
  /// @param goal what is taken
  /// @param paraphrase how often the scaffold is worded anew
  /// @param cover share of an account's requests that are ordinary chat, 0 to 0.95
  /// @param replicas answers wanted for one item, 1 or more
  /// @param check answers of one account are judged or cleaned by another
  public record Take(Goal goal, Paraphrase paraphrase, double cover, int replicas, boolean check) {
    public Take {
      if (cover < 0 || cover > 0.95 || replicas < 1) {
        throw new IllegalArgumentException("cover is 0 to 0.95 and replicas are 1 or more");
      }
    }
  }

  /// How it is run.
  ///
  /// @param division how the work list is divided over accounts
  /// @param sticky a conversation never changes account
  /// @param pinned replicas of an item stay with one account
  /// @param central one schedule for all, with pauses; otherwise each account has a rhythm of its
  ///   own
  /// @param pivots moves to a new model within hours of its release
  public record Running(
      Division division, boolean sticky, boolean pinned, boolean central, boolean pivots) {}

  /// A named campaign with parameters drawn from the ranges of the split. See
  /// docs/formats/arena.md.
  ///
  /// @param name `easy`, `medium`, `hard`, `reasoning-harvest`, `code-harvest`, `judge-loop`,
  ///   `cleaner`, `agent-trace`, `relay`, `task-synthesis`, `mixed-cover`, `thin` or `hydra`
  /// @param accounts how many work at one time
  /// @throws IllegalArgumentException for another name
  public static CampaignSpec preset(String name, int accounts, Split split, long seed) {
    return CampaignPresets.draw(name, accounts, split, seed);
  }

  /// A campaign that is careless in everything but these levels: it takes reasoning, two answers an
  /// item, and checks them.
  ///
  /// @param accounts how many work at one time
  /// @param perDay mean requests of one account a day, cover included; R1 allows 5 at most
  public static CampaignSpec of(Set<Level> levels, int accounts, double perDay) {
    return new LevelMix(levels).campaign(accounts, perDay);
  }

  /// The same campaign with one more trick.
  public CampaignSpec with(Trick trick) {
    Set<Trick> more = EnumSet.of(trick);
    more.addAll(tricks);
    return new CampaignSpec(type, difficulty, fleet, take, running, more);
  }

  /// The evasion levels these knobs amount to.
  public Set<Level> levels() {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    put(levels, Level.R1, fleet.perDay() <= 5);
    put(levels, Level.R2, take.cover() >= 0.5);
    put(levels, Level.R3, take.paraphrase() == Paraphrase.PER_REQUEST);
    put(levels, Level.R4, fleet.lifetime() > 0);
    put(levels, Level.R5, fleet.hygiene() == Hygiene.DISJOINT);
    put(levels, Level.R6, running.sticky());
    put(levels, Level.R7, !take.check() && take.goal() != Goal.JUDGEMENT);
    put(levels, Level.R8, running.pinned() || take.replicas() == 1);
    put(levels, Level.R9, running.division() == Division.HEAVY_TAILED);
    put(levels, Level.R10, !running.central());
    put(levels, Level.R11, fleet.aged());
    put(levels, Level.R12, tricks.contains(Trick.THROUGH_AGGREGATOR));
    put(levels, Level.R13, tricks.contains(Trick.FRAMEWORK_TEMPLATE));
    put(levels, Level.R14, tricks.contains(Trick.POISONS_POPULARITY));
    put(levels, Level.R15, tricks.contains(Trick.FRAMES_INNOCENT));
    put(levels, Level.R16, tricks.contains(Trick.PROBES));
    put(levels, Level.R17, tricks.contains(Trick.BUYS_TRANSCRIPTS));
    put(levels, Level.R0, levels.isEmpty());
    return levels;
  }

  private static void put(Set<Level> levels, Level level, boolean holds) {
    if (holds) {
      levels.add(level);
    }
  }
}
