// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.HashKey;
import io.stillwatch.detect.Registry;
import io.stillwatch.ingest.Networks;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.server.kafka.Brokers;
import io.stillwatch.server.kafka.ClusterWatch;
import io.stillwatch.server.live.Judged;
import io.stillwatch.server.live.Watch;
import io.stillwatch.server.live.Watching;
import io.stillwatch.server.settings.Key;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.journal.Journal;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the settings say of detection: with which key, in which rhythm, and where it runs.
///
/// @param clock of this machine
record Detecting(Settings settings, DetectConfig config, Registry registry, InstantSource clock) {
  private static final int IDS_MOST = 400_000_000;

  /// @throws IOException when the key or the registry cannot be read
  static Detecting of(Settings settings, Secrets secrets, InstantSource clock) throws IOException {
    Optional<Path> own = settings.path(Key.SEED_KEY);
    HashKey key = HashKey.from(own.isPresent() ? own.get() : secrets.file("hash"));
    double memberError = DetectConfig.standard().memberError();
    DetectConfig config =
        new DetectConfig(key.high(), key.low(), settings.share(Key.FDR), memberError)
            .judging(rhythm(settings));
    return new Detecting(settings, config, registry(settings, config), clock);
  }

  /// How often groups are looked at.
  static Duration rhythm(Settings settings) {
    Duration every = settings.span(Key.JUDGE_EVERY);
    if (!DetectConfig.isRhythm(every)) {
      throw settings.refuse(Key.JUDGE_EVERY, "takes " + DetectConfig.RHYTHMS);
    }
    return every;
  }

  /// What the job on the cluster has to be told, when detection runs there.
  static Optional<String> job(Settings settings) {
    return isOnCluster(settings)
        ? Optional.of(
            "--brokers %s --observations %s --findings %s --fdr %s --judge-every %d"
                .formatted(
                    settings.text(Key.BROKERS),
                    settings.text(Key.OBSERVATIONS),
                    settings.text(Key.FINDINGS),
                    settings.text(Key.FDR),
                    rhythm(settings).toMinutes()))
        : Optional.empty();
  }

  private static boolean isOnCluster(Settings settings) {
    return settings.word(Key.ENGINE, "embedded", "flink").equals("flink");
  }

  private Path data() {
    return Path.of(settings.text(Key.DATA));
  }

  private static Registry registry(Settings settings, DetectConfig detect) throws IOException {
    Optional<Path> file = settings.path(Key.REGISTRY);
    if (file.isEmpty()) {
      return Registry.none();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.get())))) {
      return Registry.read(detect, in);
    }
  }

  /// Detection over a journal; it does not run yet.
  ///
  /// @param measured whether groups that fall short are told, too; on a cluster they are not
  /// @throws IOException when what it goes on from cannot be read
  Watching watch(Journal journal, Judged judged, boolean measured) throws IOException {
    if (isOnCluster(settings)) {
      var topics =
          new ClusterWatch.Topics(
              brokers(), settings.text(Key.OBSERVATIONS), settings.text(Key.FINDINGS));
      return new ClusterWatch(topics, journal, judged, data(), clock);
    }
    var told =
        new Watch.Settings(
            config.showing(),
            registry,
            data(),
            ids(),
            threads(),
            settings.span(Key.SAVE_EVERY),
            measured);
    return new Watch(told, journal, judged, clock);
  }

  /// How to reach Kafka.
  Brokers brokers() throws IOException {
    String servers =
        settings
            .some(Key.BROKERS)
            .orElseThrow(
                () -> settings.refuse(Key.BROKERS, "takes the addresses of Kafka's brokers"));
    return Brokers.of(servers, settings.text(Key.GROUP), settings.path(Key.BROKER_PROPERTIES));
  }

  /// How many ids of requests are known at least.
  int ids() {
    return settings.whole(Key.REQUEST_IDS, 1_000, IDS_MOST);
  }

  int threads() {
    return settings.whole(Key.THREADS, 1, 256);
  }

  /// Gives each thread what makes observations of entries.
  Supplier<Function<Entry, Message>> readers() {
    Networks networks = Networks.of(settings.path(Key.IP_INTEL), settings.path(Key.IP_REPUTATION));
    return () -> {
      Function<Entry, Message> reader = Detection.reader(config, registry);
      return entry ->
          reader.apply(
              switch (entry) {
                case Exchange exchange -> networks.known(exchange);
                case Signup signup -> networks.known(signup);
              });
    };
  }
}
