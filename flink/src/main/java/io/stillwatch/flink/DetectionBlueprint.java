// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Detection as a scan runs it: observations in, each once, findings out.
///
/// @param keyHigh first half of the deployment's hash key
/// @param keyLow second half
/// @param falseDiscovery share of false campaigns among those named, at most
/// @param judgeEvery how often groups are looked at, in minutes of event time
record DetectionBlueprint(long keyHigh, long keyLow, double falseDiscovery, int judgeEvery)
    implements Blueprint {
  private static final double MEMBER_ERROR = 0.01;
  private static final int HOURLY = 60;

  /// By the hour.
  DetectionBlueprint(long keyHigh, long keyLow, double falseDiscovery) {
    this(keyHigh, keyLow, falseDiscovery, HOURLY);
  }

  /// The public key and the usual rates.
  static DetectionBlueprint standard() {
    DetectConfig usual = DetectConfig.standard();
    return new DetectionBlueprint(usual.keyHigh(), usual.keyLow(), usual.falseDiscovery());
  }

  DetectConfig config() {
    return new DetectConfig(keyHigh, keyLow, falseDiscovery, MEMBER_ERROR)
        .judging(Duration.ofMinutes(judgeEvery));
  }

  @Override
  public Pipeline<?, ?> pipeline() {
    var stages = new ArrayList<Stage<?, ?, ?>>(List.of(new OnceStage()));
    stages.addAll(Detection.pipeline(config()).stages());
    return new Pipeline<>(stages);
  }

  @Override
  public Class<? extends Blueprint> forms() {
    return Forms.class;
  }

  /// Signups that come after the first exchange are known from then on.
  @Override
  public Optional<Message> late(Message message, long watermark) {
    Message resumed = Detection.resumed(message, watermark + 1);
    return resumed.at() > watermark ? Optional.of(resumed) : Optional.empty();
  }

  /// The wire forms of detection, which no setting changes.
  public static final class Forms implements Blueprint {
    private static final long serialVersionUID = 1;

    @Override
    public Pipeline<?, ?> pipeline() {
      return standard().pipeline();
    }
  }
}
