// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import java.util.Optional;

/// Detection, wherever it runs: follows the journal, and has what it judges told to a [Judged].
public interface Watching extends AutoCloseable {
  /// Begins.
  void start();

  /// How far it has come.
  Progress progress();

  /// Records of the journal that it has yet to read.
  long behind();

  /// The first record of the journal that a restart may still need.
  long neededFrom();

  /// What has stopped it for good; empty while it runs.
  Optional<Throwable> failure();

  /// Stops after what is at hand, and keeps how far it has come.
  @Override
  void close();
}
