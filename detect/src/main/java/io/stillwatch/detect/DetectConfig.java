// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import java.util.List;

/// What an operator may set.
///
/// @param keyHigh first half of the deployment's hash key
/// @param keyLow second half
/// @param falseDiscovery share of false campaigns among those named, at most; above 0, at most 0.5
/// @param memberError the same for the accounts within a campaign
/// @param explain ids of accounts of which to tell why they are named or not
public record DetectConfig(
    long keyHigh, long keyLow, double falseDiscovery, double memberError, List<String> explain) {
  public DetectConfig {
    explain = List.copyOf(explain);
    check(falseDiscovery);
    check(memberError);
  }

  /// The same with nobody to explain.
  public DetectConfig(long keyHigh, long keyLow, double falseDiscovery, double memberError) {
    this(keyHigh, keyLow, falseDiscovery, memberError, List.of());
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
