// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/// A point of the curve that is not the identity: a blinded input, its evaluation, or a public key.
/// What is written is its compressed form (SEC 1).
public final class Point {
  private final Suite suite;
  private final ECPoint value;
  private byte @Nullable [] written;

  private Point(Suite suite, ECPoint value) {
    this.suite = suite;
    this.value = value;
  }

  /// @throws BadElement when it is the identity, which carries nothing
  static Point of(Suite suite, ECPoint value) {
    if (value.isInfinity()) {
      throw new BadElement("the point is the identity; send a point of its own for each input");
    }
    return new Point(suite, value.normalize());
  }

  /// Reads the compressed form, strictly: its exact length, a coordinate below the prime, on the
  /// curve. The curves have prime order, so each such point is in the group.
  ///
  /// @throws BadElement when it is anything else
  public static Point parse(Suite suite, byte[] bytes) {
    if (bytes.length != suite.pointBytes() || (bytes[0] != 2 && bytes[0] != 3)) {
      throw new BadElement(
          "a point is %d bytes and begins with 02 or 03".formatted(suite.pointBytes()));
    }
    try {
      return of(suite, suite.curve().getCurve().decodePoint(bytes));
    } catch (BadElement e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BadElement("the bytes are no point of " + suite.identifier());
    }
  }

  /// The sum, by which what several holders of key shares evaluated becomes one evaluation.
  ///
  /// @throws BadElement when they cancel each other out
  public static Point sum(List<Point> points) {
    ECPoint sum = points.getFirst().value;
    for (Point next : points.subList(1, points.size())) {
      sum = sum.add(next.value);
    }
    return of(points.getFirst().suite, sum);
  }

  /// Many at once, with one inversion between them.
  static List<Point> all(Suite suite, ECPoint[] values) {
    ECCurve curve = suite.curve().getCurve();
    curve.normalizeAll(values);
    return Arrays.stream(values).map(value -> of(suite, value)).toList();
  }

  /// Its compressed form.
  public byte[] bytes() {
    byte[] known = written;
    if (known == null) {
      known = value.getEncoded(true);
      written = known;
    }
    return known.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  ECPoint value() {
    return value;
  }

  Suite suite() {
    return suite;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Point point && suite == point.suite && value.equals(point.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return hex();
  }
}
