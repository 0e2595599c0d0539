// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import io.stillwatch.model.Exchange;

/// One request as a baseline sees it.
///
/// @param account the account's number in the [Roster]
/// @param exchange what the log says
/// @param prompt what was asked, as digests and numbers
public record Request(int account, Exchange exchange, Prompt prompt) {

  /// When it was sent, milliseconds since 1970 UTC.
  public long at() {
    return exchange.at();
  }

  /// The hour it was sent in, hours since 1970 UTC.
  public long hour() {
    return Math.floorDiv(at(), 3_600_000L);
  }

  /// The day it was sent on, days since 1970 UTC.
  public long day() {
    return Math.floorDiv(at(), 86_400_000L);
  }

  /// Digest of the address; 0 when the log has none.
  public long address() {
    String ip = exchange.caller().ip();
    return ip.isEmpty() ? 0 : Hash.of(ip);
  }
}
