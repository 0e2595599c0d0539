// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.accounts.AccountStage;
import io.stillwatch.detect.campaigns.CampaignStage;
import io.stillwatch.detect.coordination.LedgerStage;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Observation;
import io.stillwatch.detect.features.ObservationWire;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.SipHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Function;

/// The door of detection.
public final class Detection {
  private Detection() {}

  /// Makes observations of entries: the only place where words are read. One for each thread; all
  /// made from one configuration agree.
  public static Function<Entry, Message> reader(DetectConfig config) {
    var reader = new FeatureReader(new SipHash(config.keyHigh(), config.keyLow()));
    return reader::read;
  }

  /// Binary form of what [#reader] gives.
  public static Wire<Message> observations() {
    var wire = new ObservationWire();
    return new Wire<>() {
      @Override
      public String name() {
        return wire.name();
      }

      @Override
      public void write(Message value, DataOutput out) throws IOException {
        wire.write((Observation) value, out);
      }

      @Override
      public Message read(DataInput in) throws IOException {
        return wire.read(in);
      }
    };
  }

  /// Observations in, findings out.
  public static Pipeline<Message, Finding> pipeline(DetectConfig config) {
    Pipeline<Observation, Finding> stages =
        Pipeline.of(new AccountStage())
            .then(new LedgerStage())
            .then(
                new CampaignStage(config.falseDiscovery(), config.memberError(), config.explain()));
    return new Pipeline<>(stages.stages());
  }
}
