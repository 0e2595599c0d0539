// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/// The secret that makes tokens, or one holder's share of it. It prints as its public key.
///
/// Multiplications by it run in a fixed sequence of doublings and additions over a table that is
/// read whole (BouncyCastle's constant-time multiplier); the arithmetic of the field below is not
/// proven to be free of timing.
public final class EvaluationKey {
  private static final int TRIES = 256;

  private final Suite suite;
  private final BigInteger secret;
  private final Point publicKey;

  private EvaluationKey(Suite suite, BigInteger secret) {
    if (secret.signum() == 0) {
      throw new BadElement("a key is not zero; make a new one");
    }
    this.suite = suite;
    this.secret = secret;
    this.publicKey = Point.of(suite, times(suite.curve().getG()));
  }

  /// A new one, from this chance alone.
  public static EvaluationKey random(Suite suite, SecureRandom chance) {
    return new EvaluationKey(suite, new Group(suite, Group.Mode.VOPRF).random(chance));
  }

  /// Reads what [#bytes] wrote.
  ///
  /// @throws BadElement when it is no key of the suite
  public static EvaluationKey parse(Suite suite, byte[] bytes) {
    return new EvaluationKey(suite, new Group(suite, Group.Mode.VOPRF).read(bytes));
  }

  /// DeriveKeyPair of RFC 9497, section 3.2.1.
  static EvaluationKey derive(Group group, byte[] seed, byte[] info) {
    for (int count = 0; count < TRIES; count++) {
      byte[] input = new Transcript().raw(seed).part(info).raw(new byte[] {(byte) count}).bytes();
      BigInteger secret = group.scalar(input, "DeriveKeyPair");
      if (secret.signum() != 0) {
        return new EvaluationKey(group.suite(), secret);
      }
    }
    throw new IllegalStateException("no key comes of this seed");
  }

  public Suite suite() {
    return suite;
  }

  public Point publicKey() {
    return publicKey;
  }

  /// The secret, for whoever keeps it.
  byte[] bytes() {
    return new Group(suite, Group.Mode.VOPRF).write(secret);
  }

  ECPoint times(ECPoint point) {
    return ECAlgorithms.multiplySecret(point, secret);
  }

  BigInteger secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "the key of " + publicKey;
  }
}
