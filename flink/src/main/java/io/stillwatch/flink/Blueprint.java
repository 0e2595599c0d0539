// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import java.io.Serializable;
import java.util.Optional;

/// How to make a pipeline wherever an operator comes to run: a pipeline itself does not travel. The
/// settings in a blueprint go into the job's description, which Flink keeps.
public interface Blueprint extends Serializable {
  /// The same pipeline each time it is asked for.
  Pipeline<?, ?> pipeline();

  /// A blueprint without settings whose pipeline has the same wire forms; its class has a public
  /// constructor without parameters. This is what a savepoint remembers, so that no key is in it.
  default Class<? extends Blueprint> forms() {
    return getClass();
  }

  /// What to do with a message that came when its time had passed.
  ///
  /// @param watermark event time up to which everything was taken
  /// @return the message as it may still be taken, at a later time; empty to set it aside
  default Optional<Message> late(Message message, long watermark) {
    return Optional.empty();
  }

  /// A stage by its place, as the one that calls knows its types.
  @SuppressWarnings("unchecked") // a pipeline's types fit by construction
  default <S, I extends Message, O extends Message> Stage<S, I, O> stage(int place) {
    return (Stage<S, I, O>) pipeline().stages().get(place);
  }
}
