// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

/// Hears how far a long job has come. Both methods may be called from any thread, and often.
public interface Progress {
  /// Hears nothing.
  Progress NONE =
      new Progress() {
        @Override
        public void phase(String name) {}

        @Override
        public void update(long doneBytes, long totalBytes, long exchanges) {}
      };

  /// A new phase begins; its work counts from nothing.
  void phase(String name);

  /// How far this phase has come.
  ///
  /// @param doneBytes compressed bytes read so far
  /// @param totalBytes compressed bytes in all; 0 when not known
  /// @param exchanges exchanges seen so far in this phase; 0 when it does not count them
  void update(long doneBytes, long totalBytes, long exchanges);
}
