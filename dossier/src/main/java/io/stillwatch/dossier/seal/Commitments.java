// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import io.stillwatch.model.crypto.Hmac;
import java.nio.ByteBuffer;
import javax.crypto.Mac;

/// Binds the numbers of accounts to their ids without showing them. The commitment is
/// `SHA-256(0x02, nonce, id)`, the nonce `HMAC-SHA256(hash key, campaign, 0x00, id)`: who holds the
/// key can open any account and nobody else can guess one, unless the key is the public one.
final class Commitments {
  private static final byte[] DOMAIN = {2};

  private final Mac mac;
  private final String campaign;

  Commitments(long high, long low, String campaign) {
    this.campaign = campaign;
    mac = Hmac.under(Hmac.key(ByteBuffer.allocate(16).putLong(high).putLong(low).array()));
  }

  String nonce(String account) {
    return Digests.hex(mac.doFinal(Digests.utf8(campaign + "\0" + account)));
  }

  static String commitment(String nonce, String account) {
    byte[] secret = java.util.HexFormat.of().parseHex(nonce);
    return Digests.hex(Digests.sha256(DOMAIN, secret, Digests.utf8(account)));
  }
}
