// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.accounts.Beat;
import java.time.Duration;
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
/// @param judgeEvery how often groups are looked at, in event time: an hour, or a whole number of
///   minutes that an hour is a multiple of
/// @param show whether to tell what the numbers of each named group were computed from
public record DetectConfig(
    long keyHigh,
    long keyLow,
    double falseDiscovery,
    double memberError,
    List<String> explain,
    Set<Part> without,
    Duration judgeEvery,
    boolean show) {
  /// The rhythm of a scan.
  public static final Duration HOURLY = Duration.ofHours(1);

  /// The rhythms there are, as people are told of them.
  public static final String RHYTHMS = "1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60 minutes";

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
    if (!isRhythm(judgeEvery)) {
      throw new IllegalArgumentException("groups are looked at every " + RHYTHMS);
    }
  }

  /// By the hour, without showing what numbers were computed from.
  public DetectConfig(
      long keyHigh,
      long keyLow,
      double falseDiscovery,
      double memberError,
      List<String> explain,
      Set<Part> without) {
    this(keyHigh, keyLow, falseDiscovery, memberError, explain, without, HOURLY, false);
  }

  /// The same with nobody to explain.
  public DetectConfig(long keyHigh, long keyLow, double falseDiscovery, double memberError) {
    this(keyHigh, keyLow, falseDiscovery, memberError, List.of(), Set.of());
  }

  /// The same, showing what numbers were computed from.
  public DetectConfig showing() {
    return new DetectConfig(
        keyHigh, keyLow, falseDiscovery, memberError, explain, without, judgeEvery, true);
  }

  /// The same in another rhythm.
  public DetectConfig judging(Duration every) {
    return new DetectConfig(
        keyHigh, keyLow, falseDiscovery, memberError, explain, without, every, show);
  }

  /// Whether groups may be looked at so often: an hour is a whole number of such spans, and they of
  /// minutes.
  public static boolean isRhythm(Duration every) {
    long millis = every.toMillis();
    return millis > 0 && millis % 60_000 == 0 && HOURLY.toMillis() % millis == 0;
  }

  Beat beat() {
    return new Beat(judgeEvery.toMillis());
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
