// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static io.stillwatch.model.Require.filled;

/// Who wants it, and why.
///
/// @param by a person, a token by name, or a part of the program
/// @param reason in plain words
public record Word(String by, String reason) {
  public Word {
    filled(by, "somebody answers for it");
    filled(reason, "it needs a reason");
  }
}
