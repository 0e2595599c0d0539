// SPDX-License-Identifier: Apache-2.0
/// Objects that others may read in the order they came: versions of STIX objects go in as JSON,
/// each gets a stamp of its own at the commit, and readers go on after the last stamp they saw.
/// Start with [Shelf].
@org.jspecify.annotations.NullMarked
package io.stillwatch.store.shelf;
