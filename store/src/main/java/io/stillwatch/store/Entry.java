// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.util.HexFormat;
import java.util.Map;

/// One entry of the audit log.
///
/// @param seq 1 for the first, then one more each
/// @param at when it was written, wall clock in milliseconds since 1970 UTC
/// @param actor who did it: a person, the name of a token, or a part of the program
/// @param action what was done, such as `decide`
/// @param subject what it was done to; an account only by its reference
/// @param body the rest, as canonical JSON (RFC 8785)
/// @param hash of this entry and the one before, SHA-256 in hex
public record Entry(
    long seq, long at, String actor, String action, String subject, String body, String hash) {

  /// The hash that this entry must have: SHA-256 over the 32 bytes of the hash before, and the
  /// canonical JSON of all other components in UTF-8.
  ///
  /// @param previous hash of the entry before; 64 zeros for the first
  String expected(String previous) {
    String form =
        Json.canonical(
            Map.of(
                "seq", seq, "at", at, "actor", actor, "action", action, "subject", subject, "body",
                body));
    return HexFormat.of()
        .formatHex(Sha256.of(HexFormat.of().parseHex(previous), form.getBytes(UTF_8)));
  }
}
