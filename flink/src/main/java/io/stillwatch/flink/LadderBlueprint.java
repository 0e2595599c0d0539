// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.respond.BadPolicy;
import io.stillwatch.respond.DelayKey;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The ladder behind detection: findings and notices in, what follows from them out.
///
/// @param policy the text of the policy
/// @param keyHigh first half of the key that delays are drawn with, the deployment's hash key
/// @param keyLow second half
record LadderBlueprint(String policy, long keyHigh, long keyLow) implements Blueprint {
  /// The policy in force when nobody wrote one.
  static LadderBlueprint standard(DetectionBlueprint key) {
    return new LadderBlueprint(Policy.standardText(), key.keyHigh(), key.keyLow());
  }

  /// @throws IllegalArgumentException naming the first thing that is wrong with the policy
  /// @throws IOException when the file cannot be read
  static LadderBlueprint of(Path policy, DetectionBlueprint key) throws IOException {
    String text = Files.readString(policy);
    try {
      Policy.parse(text);
    } catch (BadPolicy bad) {
      throw new IllegalArgumentException(
          "--policy " + policy + ", " + bad.getMessage() + "; see stillwatch policy check", bad);
    }
    return new LadderBlueprint(text, key.keyHigh(), key.keyLow());
  }

  Ladder ladder() {
    byte[] key = ByteBuffer.allocate(2 * Long.BYTES).putLong(keyHigh).putLong(keyLow).array();
    return new Ladder(Policy.parse(policy), DelayKey.of(key));
  }

  @Override
  public Pipeline<?, ?> pipeline() {
    return Pipeline.of(new LadderStage(this::ladder));
  }

  @Override
  public Class<? extends Blueprint> forms() {
    return Forms.class;
  }

  /// A notice is heard whenever it comes. A judgement is whole before its time has passed.
  @Override
  public Optional<Message> late(Message message, long watermark) {
    if (message instanceof Notice notice) {
      return Optional.of(new Notice.Late(watermark + 1, notice));
    }
    throw new IllegalStateException(
        "a finding of " + message.at() + " came to the ladder after " + watermark);
  }

  /// Keeps the key out of logs.
  @Override
  public String toString() {
    return "LadderBlueprint[closed]";
  }

  /// The wire forms of the ladder, which no setting changes.
  public static final class Forms implements Blueprint {
    private static final long serialVersionUID = 1;

    @Override
    public Pipeline<?, ?> pipeline() {
      return Pipeline.of(
          new LadderStage(
              () -> {
                throw new IllegalStateException("forms play no round");
              }));
    }
  }
}
