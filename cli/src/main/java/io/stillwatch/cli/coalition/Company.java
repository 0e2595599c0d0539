// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.coalition;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Block;
import io.stillwatch.ingest.Networks;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.ingest.Source;
import io.stillwatch.ingest.SourceConfig;
import io.stillwatch.ingest.Sources;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Signup;
import io.stillwatch.model.Suspects;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.share.stix.TokenKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// One company of a coalition drill: its own customers, logs and hash key.
///
/// @param name what it is called
/// @param logs its folder: `accounts.jsonl` and `exchanges.jsonl`
/// @param accounts what its customers signed up with, by account
record Company(String name, Path logs, SortedMap<String, Map<TokenKind, String>> accounts) {
  private static final int EPOCH = 16_384;

  Company {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
  }

  /// What detection says at the end of a window of its log, groups that fell short included.
  ///
  /// @param from begin of the window, milliseconds since 1970 UTC
  /// @param until its end, not included
  /// @param suspects groups that others suspect
  List<Finding> look(long from, long until, List<Suspects> suspects) throws IOException {
    DetectConfig config = config();
    List<Message> observations = observations(config, from, until);
    var newest = new ArrayList<Finding>();
    try (var engine =
        new Engine<Message, Finding>(
            Detection.measuring(config, suspects),
            Runtime.getRuntime().availableProcessors(),
            EPOCH,
            Engine.Mode.FAST)) {
      engine.take(observations.iterator(), finding -> keep(finding, newest));
      engine.finish(finding -> keep(finding, newest));
    }
    return newest;
  }

  private static void keep(Finding finding, List<Finding> newest) {
    if (!newest.isEmpty() && newest.getLast().at() < finding.at()) {
      newest.clear();
    }
    newest.add(finding);
  }

  /// A key of its own, known to nobody else here, and the same in every drill.
  private DetectConfig config() {
    DetectConfig usual = DetectConfig.standard();
    long own = usual.keyLow() ^ io.stillwatch.stats.Mix.mix64(name.hashCode());
    return new DetectConfig(usual.keyHigh(), own, usual.falseDiscovery(), usual.memberError());
  }

  private List<Message> observations(DetectConfig config, long from, long until)
      throws IOException {
    Function<Entry, Message> reader = Detection.reader(config);
    var taken = new ArrayList<Message>();
    Networks networks = Networks.of(Optional.empty(), Optional.empty());
    try (Source source = Sources.open(SourceConfig.of(List.of(logs)))) {
      for (Block block = source.next(); block != null; block = source.next()) {
        block.read(new Within(from, until, entry -> taken.add(reader.apply(entry)), networks));
      }
    }
    taken.sort(Comparator.comparingLong(Message::at).thenComparingLong(Message::tie));
    return taken;
  }

  /// Takes the exchanges of a window, and all signups.
  private record Within(
      long from, long until, java.util.function.Consumer<Entry> to, Networks networks)
      implements Sink {
    @Override
    public void exchange(Exchange exchange, Place place) {
      if (from <= exchange.at() && exchange.at() < until) {
        to.accept(networks.known(exchange));
      }
    }

    @Override
    public void signup(Signup signup, Place place) {
      to.accept(networks.known(signup));
    }

    @Override
    public void reject(Rejected rejected) {
      throw Failure.failed("a line of the drill's own world is rejected: " + rejected.rule());
    }
  }
}
