// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

import io.stillwatch.model.Decision;
import java.util.List;

/// Answers for accounts. Any number of threads may ask; an answer comes from memory, without a disk
/// or a network in between, unless replicas share their budgets through a database.
public interface Desk {
  /// Whether a request may go on.
  Answer ask(Question question);

  /// What a request used that was let go. Once for each permit; what nobody settles counts as
  /// spent.
  void settle(Permit permit, Used used);

  /// Decisions that an enforcer must act on now; never one of a rule in shadow.
  List<Decision> inForce();
}
