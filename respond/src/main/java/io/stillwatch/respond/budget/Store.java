// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

import java.util.Optional;
import java.util.function.Function;

/// Where balances are kept. Whoever implements it promises one thing: updates of one account happen
/// one after another, whichever replica asks.
public interface Store {
  /// Reads, computes and writes as one step.
  ///
  /// @param account the account id
  /// @param step from the text kept of the account, empty at first, to what to keep and what to
  ///   answer; it has no effects of its own and may be called again
  /// @return what the step answered
  <T> T update(String account, Function<Optional<String>, Kept<T>> step);

  /// What to keep of an account, and the answer.
  record Kept<T>(String text, T answer) {}
}
