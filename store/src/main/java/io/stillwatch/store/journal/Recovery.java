// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

/// What opening a journal found and mended.
///
/// @param records how many records are there
/// @param cutBytes how many bytes of a write that was never finished were cut off; none of them had
///   been acknowledged. 0 after an orderly end
/// @param file the file that was cut; empty when none was
public record Recovery(long records, long cutBytes, String file) {}
