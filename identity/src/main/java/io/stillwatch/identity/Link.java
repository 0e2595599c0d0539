// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.util.Comparator;

/// Another account that pays with the same, uses the same device, or reads the same mailbox.
///
/// @param account its id
/// @param shared what both have
public record Link(String account, Trait shared) implements Comparable<Link> {
  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::account).thenComparing(Link::shared);

  @Override
  public int compareTo(Link that) {
    return ORDER.compare(this, that);
  }
}
