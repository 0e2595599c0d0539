// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.DetectConfig.Part;
import io.stillwatch.detect.accounts.AccountStage;
import io.stillwatch.detect.accounts.Beat;
import io.stillwatch.detect.campaigns.CampaignStage;
import io.stillwatch.detect.campaigns.Rules;
import io.stillwatch.detect.coordination.LedgerStage;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.detect.features.Observation;
import io.stillwatch.detect.features.ObservationWire;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.detect.features.Registration;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exhibit;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.SipHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The door of detection.
public final class Detection {
  private Detection() {}

  /// The same with nothing known to be public.
  public static Function<Entry, Message> reader(DetectConfig config) {
    return reader(config, Registry.none());
  }

  /// Makes observations of entries: the only place where words are read. One for each thread; all
  /// made from one configuration agree.
  ///
  /// @param registry what is public; [Registry#none] when nothing is known to be
  public static Function<Entry, Message> reader(DetectConfig config, Registry registry) {
    var reader =
        new FeatureReader(new SipHash(config.keyHigh(), config.keyLow()), registry.texts());
    return reader::read;
  }

  /// An observation as a scan takes it that goes on at this time: signups, which are otherwise
  /// known from the beginning, are known from then on.
  public static Message resumed(Message observation, long at) {
    return observation instanceof Registration r ? r.known(at) : observation;
  }

  /// Whether an observation is of a signup, and not of an exchange.
  public static boolean isSignup(Message observation) {
    return observation instanceof Registration;
  }

  /// Whose an exchange is.
  ///
  /// @param observation of an exchange, as [#reader] gives it
  public static String account(Message observation) {
    return ((Reading) observation).account();
  }

  /// An exchange as evidence keeps it.
  ///
  /// @param observation of an exchange, as [#reader] gives it
  public static Exhibit exhibit(Message observation) {
    return ((Reading) observation).exhibit();
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

  /// Binary form of what [#pipeline] gives.
  @SuppressWarnings("unchecked") // its last stage sends findings
  public static Wire<Finding> findings() {
    return (Wire<Finding>) pipeline(DetectConfig.standard()).stages().getLast().out();
  }

  /// Observations in, findings out.
  public static Pipeline<Message, Finding> pipeline(DetectConfig config) {
    return pipeline(rules(config, false, List.of()), config);
  }

  /// The same, and it tells of groups that do not stand, and of what the evidence says of groups
  /// that others suspect. Neither changes what is named.
  public static Pipeline<Message, Finding> measuring(DetectConfig config, List<Suspects> suspects) {
    return pipeline(rules(config, true, suspects), config);
  }

  private static Pipeline<Message, Finding> pipeline(Rules rules, DetectConfig config) {
    Beat beat = config.beat();
    Pipeline<Observation, Finding> stages =
        Pipeline.of(new AccountStage(!config.without().contains(Part.COLLAPSE), beat))
            .then(new LedgerStage(beat))
            .then(new CampaignStage(rules, beat));
    return new Pipeline<>(stages.stages());
  }

  private static Rules rules(DetectConfig config, boolean measured, List<Suspects> suspects) {
    Set<Part> without = config.without();
    var families = EnumSet.noneOf(Family.class);
    for (Family family : Family.values()) {
      if (without.stream().anyMatch(part -> part.name().equals(family.name()))) {
        families.add(family);
      }
    }
    return new Rules(
        config.falseDiscovery(),
        config.memberError(),
        config.explain(),
        families,
        !without.contains(Part.POPULARITY),
        !without.contains(Part.E_VALUES),
        !without.contains(Part.SPLIT),
        !without.contains(Part.PLACEBO),
        measured,
        suspects,
        config.show());
  }
}
