// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import io.stillwatch.store.Role;

/// Who calls.
///
/// @param name as the audit log has it: the name of a token, or the subject of a login
/// @param role what it may do
/// @param person whether it is somebody who logged in, and no program with a token
public record Who(String name, Role role, boolean person) {
  /// Refuses who may not.
  void must(Role needed) {
    if (!role.covers(needed)) {
      throw Problem.forbidden(
          "this needs the role %s, and %s has %s".formatted(needed.word(), name, role.word()));
    }
  }
}
