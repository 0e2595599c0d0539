// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.util.List;
import java.util.Optional;

/// What every e-value of a finding was computed from, so that somebody else can compute it again:
/// counts of the group, and what the null was estimated from. Principals are named by their place
/// in `looked`.
///
/// @param halves whether only the testing half of what passed between members testifies
/// @param line what false discovery control knew
/// @param flows what passed between strangers, for each of E1, E2 and E3
/// @param passings what passed within the group, both halves, in no order
/// @param evenness what E5 was computed from; empty when it was not looked at
/// @param rankings of each family that is ranked among matched groups
/// @param belonging what the principals' own e-values need besides
/// @param looked the principals of the group that was tested
public record Workings(
    boolean halves,
    Line line,
    List<Strangers> flows,
    List<Passing> passings,
    Optional<Evenness> evenness,
    List<Ranking> rankings,
    Belonging belonging,
    List<Looked> looked) {
  public Workings {
    flows = List.copyOf(flows);
    passings = List.copyOf(passings);
    rankings = List.copyOf(rankings);
    looked = List.copyOf(looked);
  }

  /// False discovery control.
  ///
  /// @param rate the false discovery rate, 0 to 1
  /// @param looks tests made up to this judgement
  /// @param named groups that stood up to this judgement
  public record Line(double rate, long looks, long named) {}

  /// What passed between strangers.
  ///
  /// @param events how much, counted over
  /// @param chances so many conversations, artefacts or replies
  public record Strangers(Family family, long events, long chances) {}

  /// Something private that passed from one principal of the group to another.
  ///
  /// @param item keyed hash of the conversation, artefact or reply
  /// @param at event time, milliseconds
  public record Passing(Family family, int from, int to, long item, long at) {}

  /// How uneven strangers are.
  ///
  /// @param fitted concentrations fitted to groups that share a template, ascending
  /// @param fittedLike the same of members that are like the median
  /// @param twice whether members like the median were looked at apart
  public record Evenness(List<Double> fitted, List<Double> fittedLike, boolean twice) {
    public Evenness {
      fitted = List.copyOf(fitted);
      fittedLike = List.copyOf(fittedLike);
    }
  }

  /// A statistic of the group and of matched groups, in the order drawn.
  public record Ranking(Family family, double observed, List<Double> matched) {
    public Ranking {
      matched = List.copyOf(matched);
    }
  }

  /// @param outside how many principals outside the group use one of its scaffolds
  /// @param outsiders how many principals are outside the group
  /// @param error false discovery rate among the members
  public record Belonging(long outside, long outsiders, double error) {}

  /// A principal of the group that was tested.
  ///
  /// @param accounts its accounts by id
  /// @param named whether the finding names it
  /// @param works pieces of work, at least 1
  /// @param uses uses of the group's own scaffolds that tie to who passes things
  /// @param exclusive of those in the testing half, payloads that hardly any two members share
  /// @param free whether it does not keep reaching the cap of its plan
  /// @param like whether its uses are like the median's
  /// @param chances conversations begun, sealed artefacts issued and private replies issued to it
  public record Looked(
      List<String> accounts,
      boolean named,
      long exchanges,
      long works,
      long uses,
      long exclusive,
      boolean free,
      boolean like,
      List<Long> chances) {
    public Looked {
      accounts = List.copyOf(accounts);
      chances = List.copyOf(chances);
    }
  }
}
