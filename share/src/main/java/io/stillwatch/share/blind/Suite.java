// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;

/// Cipher suites of RFC 9497, section 4. Tokens are made with [#P256]; the other shows that the
/// code holds for more than one, and is there should the first have to go.
public enum Suite {
  P256("P256-SHA256", "P-256", HashToCurveProfile.P256_XMD_SHA_256, 32, 128),
  P384("P384-SHA384", "P-384", HashToCurveProfile.P384_XMD_SHA_384, 48, 192);

  private final String identifier;

  @SuppressWarnings("ImmutableEnumChecker") // nothing in it can be set
  private final X9ECParameters curve;

  private final HashToCurveProfile profile;
  private final int scalarBytes;
  private final int security;

  Suite(
      String identifier, String curve, HashToCurveProfile profile, int scalarBytes, int security) {
    this.identifier = identifier;
    this.curve = CustomNamedCurves.getByName(curve);
    this.profile = profile;
    this.scalarBytes = scalarBytes;
    this.security = security;
  }

  /// Its name in RFC 9497, such as `P256-SHA256`.
  public String identifier() {
    return identifier;
  }

  /// Bytes of a scalar, and of an output.
  public int scalarBytes() {
    return scalarBytes;
  }

  /// Bytes of a point, compressed.
  public int pointBytes() {
    return scalarBytes + 1;
  }

  X9ECParameters curve() {
    return curve;
  }

  HashToCurveProfile profile() {
    return profile;
  }

  int security() {
    return security;
  }

  ExtendedDigest digest() {
    return switch (this) {
      case P256 -> new SHA256Digest();
      case P384 -> new SHA384Digest();
    };
  }
}
