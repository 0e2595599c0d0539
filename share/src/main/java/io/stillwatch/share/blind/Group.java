// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.crypto.hash2curve.OPRFHashToScalar;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/// The prime-order group of a suite, hashed into under the names of a mode (RFC 9497, sections 2.1,
/// 3.1 and 4).
record Group(Suite suite, Mode mode) {
  /// The protocol, as the first byte of its context says.
  enum Mode {
    OPRF,
    VOPRF
  }

  private String context() {
    return "OPRFV1-" + (char) mode.ordinal() + "-" + suite.identifier();
  }

  BigInteger order() {
    return suite.curve().getN();
  }

  ECPoint generator() {
    return suite.curve().getG();
  }

  ECPoint hash(byte[] input) {
    var hash = HashToEllipticCurve.getInstance(suite.profile(), "HashToGroup-" + context());
    return suite
        .curve()
        .getCurve()
        .importPoint(hash.hashToCurve(input)); // it has a curve of its own
  }

  BigInteger scalar(byte[] input) {
    return scalar(input, "HashToScalar-");
  }

  BigInteger scalar(byte[] input, String purpose) {
    return new OPRFHashToScalar(suite.curve().getCurve(), suite.digest(), suite.security())
        .process(input, (purpose + context()).getBytes(ISO_8859_1));
  }

  byte[] seedName() {
    return ("Seed-" + context()).getBytes(ISO_8859_1);
  }

  byte[] digest(byte[] input) {
    ExtendedDigest digest = suite.digest();
    digest.update(input, 0, input.length);
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }

  /// Uniform over 1 to the order less one.
  BigInteger random(SecureRandom chance) {
    return BigIntegers.createRandomInRange(
        BigInteger.ONE, order().subtract(BigInteger.ONE), chance);
  }

  byte[] write(BigInteger scalar) {
    return BigIntegers.asUnsignedByteArray(suite.scalarBytes(), scalar);
  }

  /// @throws BadElement when it is not below the order
  BigInteger read(byte[] bytes) {
    BigInteger scalar = new BigInteger(1, bytes);
    if (bytes.length != suite.scalarBytes() || scalar.compareTo(order()) >= 0) {
      throw new BadElement("the bytes are no scalar of " + suite.identifier());
    }
    return scalar;
  }
}
