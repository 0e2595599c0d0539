// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import static io.stillwatch.model.Require.filled;

import io.stillwatch.model.Feature;
import java.util.Set;

/// What an account wants to do now.
///
/// @param account the account id, as its exchanges name it
/// @param wants features of the model that the request asks for; none when nobody looked
/// @param input tokens of the prompt, estimated; 0 when nobody looked
/// @param output the most tokens that the reply may have; 0 when nobody looked
public record Question(String account, Set<Feature> wants, long input, long output) {
  public Question {
    filled(account, "a question is about an account");
    wants = Set.copyOf(wants);
  }

  /// A question by somebody who sees who asks, and not what.
  public static Question of(String account) {
    return new Question(account, Set.of(), 0, 0);
  }
}
