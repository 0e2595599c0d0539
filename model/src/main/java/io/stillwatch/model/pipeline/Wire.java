// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// A named, versioned binary form. Topics, snapshots and engine state share it.
public interface Wire<T> {
  /// Name and version, such as `portrait/1`. A change of form is a new version.
  String name();

  void write(T value, DataOutput out) throws IOException;

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException when the bytes end early or are not of this form
  T read(DataInput in) throws IOException;

  /// How an older version of this form is read, for state that was saved before it changed.
  ///
  /// @param name name and version of the older form
  /// @return a wire of that name; empty when it can no longer be taken
  default Optional<Wire<T>> earlier(String name) {
    return Optional.empty();
  }
}
