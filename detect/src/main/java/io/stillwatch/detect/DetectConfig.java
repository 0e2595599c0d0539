// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import java.util.List;
import java.util.Set;

/// What an operator may set.
///
/// @param keyHigh first half of the deployment's hash key
/// @param keyLow second half
/// @param falseDiscovery share of false campaigns among those named, at most; above 0, at most 0.5
/// @param memberError the same for the accounts within a campaign
/// @param explain ids of accounts of which to tell why they are named or not
/// @param without parts left out, to measure what each is worth
/// @param show whether to tell what the numbers of each named group were computed from
public record DetectConfig(
    long keyHigh,
    long keyLow,
    double falseDiscovery,
    double memberError,
    List<String> explain,
    Set<Part> without,
    boolean show) {
  /// A part of detection that can be left out. Each of them is there to find more or to wrong
  /// fewer; leaving one out is for measuring which.
  public enum Part {
    E1,
    E2,
    E3,
    E4,
    E5,
    E6,
    E9,
    E10,
    X,
    /// What many use counts for less.
    POPULARITY,
    /// Accounts of one declared organisation are one principal.
    COLLAPSE,
    /// Families are averaged as e-values; without, Fisher's method multiplies their p-values.
    E_VALUES,
    /// One half of the items nominates, the other testifies.
    SPLIT,
    /// A family that fails on groups of honest accounts is switched off.
    PLACEBO
  }

  public DetectConfig {
    without = Set.copyOf(without);
    explain = List.copyOf(explain);
    check(falseDiscovery);
    check(memberError);
  }

  /// The same without showing what numbers were computed from.
  public DetectConfig(
      long keyHigh,
      long keyLow,
      double falseDiscovery,
      double memberError,
      List<String> explain,
      Set<Part> without) {
    this(keyHigh, keyLow, falseDiscovery, memberError, explain, without, false);
  }

  /// The same with nobody to explain.
  public DetectConfig(long keyHigh, long keyLow, double falseDiscovery, double memberError) {
    this(keyHigh, keyLow, falseDiscovery, memberError, List.of(), Set.of(), false);
  }

  /// The same, showing what numbers were computed from.
  public DetectConfig showing() {
    return new DetectConfig(keyHigh, keyLow, falseDiscovery, memberError, explain, without, true);
  }

  private static void check(double rate) {
    if (!(rate > 0 && rate <= 0.5)) {
      throw new IllegalArgumentException("a false discovery rate is above 0 and at most 0.5");
    }
  }

  /// One false campaign in a hundred, one false member in a hundred, a fixed public key. The public
  /// key makes runs repeatable; a deployment sets its own.
  public static DetectConfig standard() {
    return new DetectConfig(0x5374696C6C776174L, 0x6368206465666175L, 0.01, 0.01);
  }
}
