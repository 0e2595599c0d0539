// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

/// Up to where a journal is on disk.
///
/// @param position after the last record
/// @param segment first position of the segment that is written
/// @param offset after the last byte of it that is on disk
record End(long position, long segment, long offset) {}
