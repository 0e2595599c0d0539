// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes sealed files. A digest in the manifest covers each part, a time stamp the manifest, the
/// signature both; so whoever changes a byte has to break one of them.
///
/// @param signer who signs; without, a file only shows that it is whole, not whose it is
/// @param authority who says when
public record Seal(Optional<Signer> signer, Optional<TimeAuthority> authority) {
  static final String EVIDENCE = "evidence.jsonl.gz";
  static final String LETTER = "letter.json";
  static final String MANIFEST = "manifest.json";
  static final String TIMESTAMP = "manifest.tsr";
  static final String SEALING = "seal.json";
  static final String SIGNATURE = "seal.sig";

  /// A sealed file is no longer than this.
  public static final long BYTES_MOST = 1L << 30;

  /// @param evidence an evidence file
  /// @param letter the letter that goes with it, as JSON
  /// @return the sealed file
  /// @throws IOException when the authority does not answer, or the key does not sign
  public byte[] seal(String campaign, byte[] evidence, String letter) throws IOException {
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put(EVIDENCE, evidence);
    parts.put(LETTER, letter.getBytes(StandardCharsets.UTF_8));
    var manifest =
        new Manifest(
            Verifier.FORMAT, campaign, Digests.of(evidence), Digests.of(Digests.utf8(letter)));
    byte[] stamped = Digests.utf8(Canonical.write(manifest));
    parts.put(MANIFEST, stamped);
    if (authority.isPresent()) {
      parts.put(TIMESTAMP, authority.get().stamp(stamped));
    }
    try {
      byte[] signed = Digests.utf8(Canonical.write(sealing(parts)));
      parts.put(SEALING, signed);
      if (signer.isPresent()) {
        parts.put(SIGNATURE, signer.get().sign(signed));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("the key cannot sign: " + e.getClass().getSimpleName(), e);
    }
    return Container.write(parts);
  }

  private Sealing sealing(Map<String, byte[]> parts) throws GeneralSecurityException {
    String manifest = Digests.of(parts.getOrDefault(MANIFEST, new byte[0]));
    byte[] token = parts.get(TIMESTAMP);
    String timestamp = token == null ? "" : Digests.of(token);
    if (signer.isEmpty()) {
      return new Sealing(manifest, timestamp, "", "", List.of());
    }
    Signer by = signer.get();
    return new Sealing(manifest, timestamp, by.algorithm(), by.publicKey(), by.certificates());
  }
}
