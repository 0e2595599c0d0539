// SPDX-License-Identifier: Apache-2.0
/// A TAXII 2.1 client for any server that keeps to the standard, and some that nearly do. Start
/// with [TaxiiClient] for one request, with [Poll] to read a collection to its end, with [Pull] to
/// keep it in a file.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.taxii.client;
