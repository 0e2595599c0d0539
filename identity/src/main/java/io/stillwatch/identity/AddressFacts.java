// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

/// What operator lists and databases say of an address.
///
/// @param asn number of the autonomous system; 0 when not known
/// @param hosting servers are rented out there
/// @param proxy traffic of others comes out there
record AddressFacts(long asn, boolean hosting, boolean proxy) {
  static final AddressFacts NONE = new AddressFacts(0, false, false);

  AddressFacts and(AddressFacts that) {
    return new AddressFacts(
        asn == 0 ? that.asn : asn, hosting || that.hosting, proxy || that.proxy);
  }
}
