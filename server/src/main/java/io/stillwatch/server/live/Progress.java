// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

/// How far detection has come.
///
/// @param position of the journal, up to which it has read
/// @param horizon event time up to which everything was given to the detector, in milliseconds;
///   `Long.MIN_VALUE` before the first
/// @param seen observations that were new
/// @param repeated observations that had come before
/// @param late observations that came when their time was closed
/// @param waiting observations whose turn has not come
public record Progress(
    long position, long horizon, long seen, long repeated, long late, int waiting) {
  /// Before the first record.
  public static final Progress NOTHING = new Progress(0, Kept.NONE, 0, 0, 0, 0);
}
