// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.marks.Mark;
import io.stillwatch.model.crypto.Sha256;
import io.stillwatch.stats.Mix;
import io.stillwatch.stats.SipHash;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Hashes contexts under a key that follows from a mark's: SipHash over a mix of the tokens.
final class ContextHash {
  private static final String LABEL = "stillwatch served contexts 1|";

  private final int window;
  private final SipHash sip;
  private final String fingerprint;

  ContextHash(Mark mark) {
    window = mark.profile().reach().window();
    MessageDigest digest = Sha256.fresh();
    digest.update((LABEL + mark.profile().name() + "|" + window + "|").getBytes(UTF_8));
    for (long word : mark.key().words()) {
      digest.update((word + " ").getBytes(UTF_8));
    }
    byte[] derived = digest.digest();
    sip = SipHash.keyed(Arrays.copyOf(derived, 16));
    fingerprint = HexFormat.of().formatHex(derived, 16, 32);
  }

  int window() {
    return window;
  }

  /// Of key, profile and window; tells neither key nor hashes.
  String fingerprint() {
    return fingerprint;
  }

  /// The context that ends before `end`.
  long of(int[] ids, int end) {
    long mixed = window;
    for (int i = end - window; i < end; i++) {
      mixed = Mix.of(mixed, ids[i]);
    }
    return sip.hash(mixed);
  }
}
