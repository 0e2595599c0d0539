// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Optional;

/// What peers have said of tokens. Asked while somebody waits at the door, so it answers from
/// memory: no lookup leaves the process.
@FunctionalInterface
public interface Notices {
  /// Nobody has said anything.
  Notices NONE = (trait, token) -> Optional.empty();

  /// @param token the value itself, in one form: a payment or device token, an address
  /// @return what the peer calls itself, when one has named this token
  Optional<String> namedBy(Trait trait, String token);
}
