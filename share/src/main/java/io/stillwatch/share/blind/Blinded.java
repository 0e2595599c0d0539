// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.math.BigInteger;

/// An input that waits for its evaluation: only [#point] leaves the process. It is used once, and
/// prints as its point.
public final class Blinded {
  private final byte[] input;
  private final BigInteger blind;
  private final Point point;

  Blinded(byte[] input, BigInteger blind, Point point) {
    this.input = input.clone();
    this.blind = blind;
    this.point = point;
  }

  /// What the service is asked to evaluate. It is uniform whatever the input is.
  public Point point() {
    return point;
  }

  byte[] input() {
    return input.clone();
  }

  BigInteger blind() {
    return blind;
  }

  @Override
  public String toString() {
    return "blinded as " + point;
  }
}
