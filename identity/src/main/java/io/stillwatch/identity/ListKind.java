// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// The lists an operator can give.
public enum ListKind {
  /// Domains of throw-away mail, one on each line; subdomains are meant too.
  DISPOSABLE_MAIL,
  /// Domains where anybody gets a mail address, likewise.
  FREE_MAIL,
  /// Ranges where servers are rented out, such as `192.0.2.0/24`, one on each line.
  HOSTING_RANGES,
  /// Ranges of proxies, VPNs and relays, likewise.
  PROXY_RANGES,
  /// Autonomous systems of which all ranges are meant: `AS64496 hosting` or `AS64497 proxy`.
  NETWORK_CLASSES,
  /// A database in MaxMind's format: networks by number, or anonymous addresses.
  DATABASE
}
