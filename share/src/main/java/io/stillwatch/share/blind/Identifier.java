// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Something a customer is known by, in the one form in which peers compare it. It never leaves the
/// process, and prints as its label.
///
/// @param value normalised by [Normal]
public record Identifier(Label label, String value) {
  /// Of the rules in [Normal]; part of every token, so that two versions never meet by mistake.
  public static final int VERSION = 1;

  /// Normalises.
  ///
  /// @param value as it was given
  /// @throws IllegalArgumentException when it is none of its kind; the message does not quote it
  public static Identifier of(Label label, String value) {
    return new Identifier(label, Normal.form(label, value));
  }

  /// The input of the function: the epoch is in it as well as in the key.
  byte[] input(Epoch epoch) {
    return (label.word() + "/" + VERSION + "|" + epoch + "|" + value).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return label.word();
  }
}
