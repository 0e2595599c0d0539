// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.http;

import java.util.Optional;

/// Tells who calls, by the secret that a request bears.
public interface Doorkeeper {
  /// @param bearer what stands after `Bearer` in the header
  /// @return who that is; empty when nobody
  Optional<Who> who(String bearer);

  /// Asks each until one knows.
  static Doorkeeper any(Doorkeeper first, Doorkeeper second) {
    return bearer -> first.who(bearer).or(() -> second.who(bearer));
  }
}
