// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import java.util.Arrays;
import java.util.Optional;

/// The most that a peer's word alone may lead to, from the mildest up. There is none that ends
/// service: that takes evidence of one's own.
public enum Step {
  /// A person may look; nothing changes for the account.
  WATCH("watch"),
  /// More of its traffic is looked at.
  SAMPLE("more-sampling"),
  /// It may be asked to prove who it is.
  STEP_UP("step-up-verification");

  private final String word;

  Step(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Step> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word.equals(word)).findFirst();
  }
}
