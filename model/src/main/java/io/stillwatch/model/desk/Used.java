// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import static io.stillwatch.model.Require.that;

/// Tokens that a request used; none of both for one that was never sent.
///
/// @param input of the prompt
/// @param output of the reply
public record Used(long input, long output) {
  public static final Used NOTHING = new Used(0, 0);

  public Used {
    that(input >= 0 && output >= 0, "tokens are counted from 0");
  }
}
