// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.share.trust.Joint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a coalition drill showed, in a world with a campaign and in one without.
///
/// @param campaign the world with a campaign
/// @param honest its honest twin
record CoalitionReport(Play campaign, Play honest) {
  /// Whether all of it is as it should be.
  boolean passed() {
    return campaign.faults().isEmpty() && honest.faults().isEmpty();
  }

  /// One world.
  ///
  /// @param companies who took part
  /// @param suspicions what was told, in that order
  /// @param timeline what happened when
  /// @param wire what left its owner
  /// @param faults what is not as it should be, one line each
  record Play(
      List<Alone> companies,
      List<Told> suspicions,
      List<Moment> timeline,
      Wire wire,
      List<String> faults) {
    Play {
      companies = List.copyOf(companies);
      suspicions = List.copyOf(suspicions);
      timeline = List.copyOf(timeline);
      faults = List.copyOf(faults);
    }

    /// With what is not as it should be.
    static Play of(List<Alone> companies, List<Told> suspicions, List<Moment> timeline, Wire wire) {
      var faults = new ArrayList<String>();
      if (wire.found() > 0) {
        faults.add("%,d raw identifiers left their owners".formatted(wire.found()));
      }
      if (wire.check() == 0 || wire.messages() == 0) {
        faults.add("the search of what left finds nothing, not even what was planted");
      }
      boolean honest = companies.stream().allMatch(one -> one.hostile() == 0);
      faults.addAll(honest ? crossings(suspicions) : misses(companies, suspicions));
      return new Play(companies, suspicions, timeline, wire, faults);
    }

    private static List<String> crossings(List<Told> suspicions) {
      return suspicions.stream().anyMatch(Told::crosses)
          ? List.of("honest customers whom the companies have in common crossed the line")
          : List.of();
    }

    private static List<String> misses(List<Alone> companies, List<Told> suspicions) {
      var misses = new ArrayList<String>();
      for (Alone one : companies) {
        if (one.named() > 0) {
          misses.add("%s sees the campaign alone; try another --seed".formatted(one.company()));
        }
      }
      long most = suspicions.stream().mapToInt(told -> told.confirmed().size()).max().orElse(0);
      if (most < companies.size()) {
        misses.add(
            "only %d of %d companies confirm any suspicion".formatted(most, companies.size()));
      }
      return misses;
    }
  }

  /// A company by itself.
  ///
  /// @param accounts its customers
  /// @param hostile those that are the campaign's in truth
  /// @param named those of them that it names by itself, in either half
  /// @param best log10 of the largest e-value of a group that fell short of its line before
  ///   anything was told; empty when none was measured
  /// @param line what such a group would have had to reach
  record Alone(
      String company, int accounts, int hostile, int named, Optional<Double> best, double line) {}

  /// A suspicion, and what became of it.
  ///
  /// @param number in the order they were told, from 1
  /// @param by who told it
  /// @param tokens how many tokens it named
  /// @param joint by company: the joint evidence as that company sees it
  /// @param looked accounts with one of the tokens, by company
  /// @param truly how many of them are the campaign's in truth
  /// @param confirmed companies whose own evidence agrees that it stands
  record Told(
      int number,
      String by,
      int tokens,
      Map<String, Joint> joint,
      Map<String, Integer> looked,
      Map<String, Integer> truly,
      List<String> confirmed) {
    Told {
      joint = Map.copyOf(joint);
      looked = Map.copyOf(looked);
      truly = Map.copyOf(truly);
      confirmed = List.copyOf(confirmed);
    }

    /// Whether it stands at one company at least.
    boolean crosses() {
      return joint.values().stream().anyMatch(Joint::crosses);
    }
  }

  /// @param millis since the drill of this world began
  record Moment(long millis, String who, String what) {}

  /// What the taps heard.
  ///
  /// @param messages connections that left a company
  /// @param bytes all of them
  /// @param secrets identifiers and pieces of prompts that were searched for
  /// @param found how many were there
  /// @param check how many were found in a message that holds one on purpose: 0 means that the
  ///   search finds nothing
  record Wire(int messages, long bytes, int secrets, long found, long check) {}
}
