// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/// A verifiable oblivious pseudorandom function (RFC 9497): who asks learns the function of an
/// input under somebody's key; the holder of the key learns nothing of the input, and proves that
/// it used the key that everybody knows. Any number of threads may call.
public final class Voprf {
  /// The most points that one proof may cover; the index of each is written in two bytes.
  public static final int BATCH_MOST = 4096;

  private final Group group;
  private final SecureRandom chance;

  public Voprf(Suite suite, SecureRandom chance) {
    this(new Group(suite, Group.Mode.VOPRF), chance);
  }

  Voprf(Group group, SecureRandom chance) {
    this.group = group;
    this.chance = chance;
  }

  public Suite suite() {
    return group.suite();
  }

  /// Client, first step.
  ///
  /// @param input at most 65535 bytes
  public Blinded blind(byte[] input) {
    return blind(input, group.random(chance));
  }

  Blinded blind(byte[] input, BigInteger blind) {
    ECPoint point = ECAlgorithms.multiplySecret(group.hash(input), blind);
    return new Blinded(input, blind, Point.of(suite(), point));
  }

  /// Holder of the key.
  ///
  /// @throws BadElement when there are none or too many
  public Evaluation evaluate(EvaluationKey key, List<Point> blinded) {
    return evaluate(key, blinded, group.random(chance));
  }

  Evaluation evaluate(EvaluationKey key, List<Point> blinded, BigInteger nonce) {
    within(blinded);
    ECPoint[] products =
        blinded.stream().map(point -> key.times(point.value())).toArray(ECPoint[]::new);
    List<Point> points = Point.all(suite(), products);
    return new Evaluation(points, new Dleq(group).prove(key, blinded, points, nonce));
  }

  /// Client, second step: whether the holder of this key made the evaluation.
  ///
  /// @throws ProofFailed when it did not
  public void verify(Point key, List<Point> blinded, Evaluation evaluation) {
    within(blinded);
    if (evaluation.points().size() != blinded.size()
        || !new Dleq(group).holds(evaluation.proof(), key, blinded, evaluation.points())) {
      throw new ProofFailed();
    }
  }

  /// Client, last step.
  ///
  /// @param evaluated verified, and summed where several hold shares of the key
  /// @return the output, as many bytes as a scalar has
  public byte[] finish(Blinded blinded, Point evaluated) {
    BigInteger back = blinded.blind().modInverse(group.order());
    ECPoint point = ECAlgorithms.multiplySecret(evaluated.value(), back).normalize();
    return group.digest(
        new Transcript().part(blinded.input()).part(point.getEncoded(true)).named("Finalize"));
  }

  private static void within(List<Point> blinded) {
    if (blinded.isEmpty() || blinded.size() > BATCH_MOST) {
      throw new BadElement(
          "%d points; one evaluation takes 1 to %d".formatted(blinded.size(), BATCH_MOST));
    }
  }
}
