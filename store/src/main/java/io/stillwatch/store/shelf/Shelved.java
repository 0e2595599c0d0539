// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

/// One version of an object on the shelf, without its body.
///
/// @param stamp when it was added, in microseconds since 1970 UTC; no two have the same, and
///   whoever sees one has been able to see all smaller ones
/// @param id of the object
/// @param spec version of STIX
/// @param version as it was written
/// @param size of its body, in characters
public record Shelved(long stamp, String id, String spec, String version, long size) {}
