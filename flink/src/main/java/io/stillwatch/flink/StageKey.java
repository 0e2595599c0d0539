// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Stage;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.java.functions.KeySelector;

/// The key by which a stage meets a message.
final class StageKey<I extends Message> implements KeySelector<I, Long> {
  private static final long serialVersionUID = 1;

  private final Blueprint blueprint;
  private final int place;
  private transient Stage<?, I, ?> stage;

  StageKey(Blueprint blueprint, int place) {
    this.blueprint = blueprint;
    this.place = place;
    this.stage = blueprint.stage(place);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    stage = blueprint.stage(place);
  }

  @Override
  public Long getKey(I message) {
    return stage.key(message);
  }
}
