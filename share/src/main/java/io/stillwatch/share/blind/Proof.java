// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.math.BigInteger;
import java.util.Arrays;

/// That evaluations were made with the published key.
///
/// @param challenge below the order of the group
/// @param response below the order of the group
public record Proof(BigInteger challenge, BigInteger response) {
  /// Reads the challenge and the response, one behind the other.
  ///
  /// @throws BadElement when it is no proof of the suite
  public static Proof parse(Suite suite, byte[] bytes) {
    int half = suite.scalarBytes();
    if (bytes.length != 2 * half) {
      throw new BadElement("a proof is %d bytes".formatted(2 * half));
    }
    var group = new Group(suite, Group.Mode.VOPRF);
    return new Proof(
        group.read(Arrays.copyOf(bytes, half)),
        group.read(Arrays.copyOfRange(bytes, half, 2 * half)));
  }

  public byte[] bytes(Suite suite) {
    var group = new Group(suite, Group.Mode.VOPRF);
    return new Transcript().raw(group.write(challenge)).raw(group.write(response)).bytes();
  }
}
