// SPDX-License-Identifier: Apache-2.0
/// A write-ahead log of opaque records in a folder. In: lists of byte arrays. Out: a promise, kept
/// once they are on disk, and cursors that read them again from any position.
///
/// Start reading at [Journal#append]. A [Scribe] writes, a [Cursor] reads, a [Segment] is one file
/// of [Frame]s.
@org.jspecify.annotations.NullMarked
package io.stillwatch.store.journal;
