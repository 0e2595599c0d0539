// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.util.function.Consumer;

/// Answers one kind of question. Calls back once, on the event loop of the call.
interface Door {
  /// @throws BadRequest when the question is not sound
  void answer(Call call, Consumer<Reply> to);
}
