// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import java.io.IOException;
import java.io.Serializable;

/// Where to find a wire form: in which pipeline, at which stage, and on which side of it.
///
/// @param blueprint name of a class without settings, see [Blueprint#forms]
/// @param stage its place in the pipeline, from 0
record Form(String blueprint, int stage, Side side) implements Serializable {

  /// What of a stage is written.
  enum Side {
    IN,
    OUT,
    /// The only one that changes after it was made.
    STATE
  }

  static Form of(Blueprint blueprint, int stage, Side side) {
    return new Form(blueprint.forms().getName(), stage, side);
  }

  /// The wire of this form. Its blueprint comes with the job, as this class does; a thread that
  /// Flink reads a job's description with need not see either.
  ///
  /// @throws IOException when the blueprint is not among the classes of this job
  @SuppressWarnings("unchecked") // the caller knows what it asks for
  <T> Wire<T> wire() throws IOException {
    Stage<?, ?, ?> found = made().stage(stage);
    return (Wire<T>)
        switch (side) {
          case IN -> found.in();
          case OUT -> found.out();
          case STATE -> found.state();
        };
  }

  private Blueprint made() throws IOException {
    try {
      return Class.forName(blueprint, true, Form.class.getClassLoader())
          .asSubclass(Blueprint.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IOException(
          "state was written by " + blueprint + ", which this job does not have", e);
    }
  }
}
