// SPDX-License-Identifier: Apache-2.0
/// Warns peers without showing customers: STIX, TAXII, signed events, blind matching, trust.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share;
