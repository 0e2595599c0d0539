// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.util.List;

/// What is signed: the manifest, its time, and whose signature it is.
///
/// @param manifest SHA-256 of `manifest.json`
/// @param timestamp SHA-256 of `manifest.tsr`; empty when there is none
/// @param algorithm how it is signed, by the names of the Java platform; empty when it is not
/// @param publicKey X.509 form in base64
/// @param certificates DER in base64, the signer's own first; none for a bare key
record Sealing(
    String manifest,
    String timestamp,
    String algorithm,
    String publicKey,
    List<String> certificates) {
  Sealing {
    certificates = List.copyOf(certificates);
  }
}
