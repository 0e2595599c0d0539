// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/// Proves that points were multiplied by the secret behind a public key, one proof for any number
/// of them (RFC 9497, section 2.2; discrete logarithm equality, batched).
record Dleq(Group group) {
  Proof prove(EvaluationKey key, List<Point> blinded, List<Point> evaluated, BigInteger nonce) {
    ECPoint mixed = mixed(weights(key.publicKey(), blinded, evaluated), blinded);
    ECPoint mixedTimesKey = key.times(mixed);
    ECPoint commitment = ECAlgorithms.multiplySecret(group.generator(), nonce);
    ECPoint mixedCommitment = ECAlgorithms.multiplySecret(mixed, nonce);
    BigInteger challenge =
        challenge(key.publicKey(), mixed, mixedTimesKey, commitment, mixedCommitment);
    return new Proof(
        challenge, nonce.subtract(challenge.multiply(key.secret())).mod(group.order()));
  }

  boolean holds(Proof proof, Point key, List<Point> blinded, List<Point> evaluated) {
    BigInteger[] weights = weights(key, blinded, evaluated);
    ECPoint mixed = mixed(weights, blinded);
    ECPoint mixedTimesKey = mixed(weights, evaluated);
    ECPoint commitment = sum(group.generator(), proof.response(), key.value(), proof.challenge());
    ECPoint mixedCommitment = sum(mixed, proof.response(), mixedTimesKey, proof.challenge());
    BigInteger expected = challenge(key, mixed, mixedTimesKey, commitment, mixedCommitment);
    return MessageDigest.isEqual(group.write(expected), group.write(proof.challenge()));
  }

  private static ECPoint sum(ECPoint a, BigInteger timesA, ECPoint b, BigInteger timesB) {
    return ECAlgorithms.sumOfTwoMultiplies(a, timesA, b, timesB);
  }

  private BigInteger[] weights(Point key, List<Point> blinded, List<Point> evaluated) {
    byte[] seed = group.digest(new Transcript().part(key.bytes()).part(group.seedName()).bytes());
    var weights = new BigInteger[blinded.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          group.scalar(
              new Transcript()
                  .part(seed)
                  .number(i)
                  .part(blinded.get(i).bytes())
                  .part(evaluated.get(i).bytes())
                  .named("Composite"));
    }
    return weights;
  }

  private static ECPoint mixed(BigInteger[] weights, List<Point> points) {
    ECPoint[] all = points.stream().map(Point::value).toArray(ECPoint[]::new);
    return ECAlgorithms.sumOfMultiplies(all, weights);
  }

  private BigInteger challenge(Point key, ECPoint... points) {
    var transcript = new Transcript().part(key.bytes());
    for (ECPoint point : points) {
      transcript.part(point.getEncoded(true));
    }
    return group.scalar(transcript.named("Challenge"));
  }
}
