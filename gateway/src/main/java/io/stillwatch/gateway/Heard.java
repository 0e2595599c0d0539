// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Permit;
import java.util.Collections;

/// What came of asking the desk.
sealed interface Heard {
  /// It answered.
  record Said(Answer answer) implements Heard {}

  /// It failed, and requests go on: nothing is set aside.
  record Open(Answer.Go go) implements Heard {
    static Open of(String account) {
      var permit = new Permit(account, 0, 0, 0);
      return new Open(new Answer.Go(permit, Collections.emptySortedSet(), ""));
    }
  }

  /// It failed, and requests wait.
  record Closed() implements Heard {}
}
