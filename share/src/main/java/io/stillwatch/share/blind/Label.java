// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What kind of thing an identifier is. All of these can be guessed by trying them out, so they
/// become tokens with the help of a service that counts ([Tokeniser]), never by a keyed hash.
public enum Label {
  EMAIL,
  PHONE,
  /// The payment account reference of EMVCo: one account, whatever the card or wallet.
  CARD_PAR,
  BANK,
  IP32,
  IP24,
  IP6_64,
  /// The fingerprint of a TLS client.
  JA4,
  ASN_ORG,
  /// One band of the sketch of an account's templates.
  TEMPLATE,
  DEVICE;

  /// As it is written, such as `card-par`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Label> of(String word) {
    return Stream.of(values()).filter(label -> label.word().equals(word)).findFirst();
  }
}
