// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

/// A failure as logs may tell it: its class and its place, never its message, which might hold a
/// prompt or a key.
final class Failure {
  private static final int FRAMES = 2;

  private Failure() {}

  static String told(Throwable cause) {
    StringBuilder told = new StringBuilder(cause.getClass().getName());
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      told.append(" at ")
          .append(frames[i].getClassName())
          .append(':')
          .append(frames[i].getLineNumber());
    }
    return told.toString();
  }
}
