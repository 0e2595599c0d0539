// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.Registry;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is found live is what a scan of the same log finds.
class WatchTest {
  private static final long MINUTE = 60_000;
  private static final DetectConfig HOURLY = DetectConfig.standard();
  private static final DetectConfig LIVE = HOURLY.judging(Duration.ofMinutes(10));
  private static final Place NOWHERE = new Place(Path.of("-"), 0, 0);

  private static List<Entry> signups = List.of();
  private static List<Entry> exchanges = List.of();

  @TempDir Path folder;

  @BeforeAll
  static void aWorld(@TempDir Path world) throws IOException {
    var spec = WorldSpec.preset("demo", 1, Split.DEVELOPMENT, 500).withDays(3);
    Arena.write(spec, Corpus.own(), Shapes.published(), world, n -> {});
    signups = entries(Files.readAllLines(world.resolve("accounts.jsonl")));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(world.resolve("exchanges.jsonl.gz"))),
                UTF_8))) {
      exchanges = new ArrayList<>(entries(lines.lines().toList()));
    }
  }

  static List<DetectConfig> rhythms() {
    return List.of(HOURLY, LIVE);
  }

  private static List<Entry> entries(List<String> texts) {
    var batch = new Batch(entry -> Optional.empty());
    var lines = new Lines(Format.STILLWATCH);
    texts.forEach(text -> lines.read(text.getBytes(UTF_8), NOWHERE, batch));
    return batch.entries();
  }

  private static SortedMap<Long, List<Finding>> scan(DetectConfig config) {
    var reader = Detection.reader(config);
    var messages = new ArrayList<Message>();
    signups.forEach(entry -> messages.add(reader.apply(entry)));
    exchanges.forEach(entry -> messages.add(reader.apply(entry)));
    messages.sort(Comparator.comparingLong(Message::at).thenComparingLong(Message::tie));
    var judged = new TreeMap<Long, List<Finding>>();
    try (var engine = new Engine<>(Detection.pipeline(config), 2, 4_096, Engine.Mode.FAST)) {
      engine.run(
          messages.iterator(), f -> judged.computeIfAbsent(f.at(), at -> new ArrayList<>()).add(f));
    }
    assertThat(firstNamed(judged)).as("the world holds something to find").isPositive();
    return judged;
  }

  /// Event time at which the first group was named.
  private static long firstNamed(SortedMap<Long, List<Finding>> judged) {
    return judged.entrySet().stream()
        .filter(one -> one.getValue().stream().anyMatch(Finding.Named.class::isInstance))
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }

  @Test
  void groupsAreNamedSoonerInAFasterRhythmAndNotOnlyAtTheEndOfAnHour() {
    SortedMap<Long, List<Finding>> live = scan(LIVE);
    assertThat(firstNamed(live)).isLessThan(firstNamed(scan(HOURLY)));
    assertThat(live.keySet()).anyMatch(at -> at % (60 * MINUTE) != 0);
    assertThat(live.keySet()).allMatch(at -> at % (10 * MINUTE) == 0);
  }

  /// Exchanges come up to ten minutes late, and some of them twice.
  private static List<Entry> asTheyCome(long seed) {
    var random = new Random(seed);
    record Coming(long at, Entry entry) {}
    var coming = new ArrayList<Coming>();
    for (Entry entry : exchanges) {
      long at = ((Exchange) entry).at();
      coming.add(new Coming(at + random.nextLong(10 * MINUTE), entry));
      if (random.nextInt(20) == 0) {
        coming.add(new Coming(at + random.nextLong(600 * MINUTE), entry));
      }
    }
    coming.sort(Comparator.comparingLong(Coming::at));
    return coming.stream().map(Coming::entry).toList();
  }

  @ParameterizedTest
  @MethodSource("rhythms")
  void whatIsFoundLiveIsWhatAScanFinds(DetectConfig config) throws Exception {
    var judged = new TreeMap<Long, List<Finding>>();
    try (var journal = Journal.open(folder.resolve("journal"), JournalConfig.DEFAULT);
        var inbox = inbox(journal, config);
        var watch = watch(journal, config, judged)) {
      watch.start();
      hand(inbox, asTheyCome(1));
      inbox.beat().get();
      catchUp(watch);
      assertThat(watch.progress().seen()).isEqualTo(signups.size() + exchanges.size());
      assertThat(watch.progress().late()).isZero();
      assertThat(watch.progress().repeated()).isPositive();
    }
    same(judged, scan(config));
  }

  @ParameterizedTest
  @MethodSource("rhythms")
  void aRestartChangesNothing(DetectConfig config) throws Exception {
    var judged = new TreeMap<Long, List<Finding>>();
    List<Entry> coming = asTheyCome(2);
    var random = new Random(7);
    int from = 0;
    while (from < coming.size()) {
      int to = Math.min(coming.size(), from + 1 + random.nextInt(coming.size() / 3));
      try (var journal = Journal.open(folder.resolve("journal"), JournalConfig.DEFAULT);
          var inbox = inbox(journal, config);
          var watch = watch(journal, config, judged)) {
        watch.start();
        hand(inbox, from == 0 ? coming.subList(0, to) : coming.subList(from, to));
        if (to == coming.size()) {
          inbox.beat().get();
          catchUp(watch);
        }
        from = to;
      }
    }
    same(judged, scan(config));
  }

  private static void same(
      SortedMap<Long, List<Finding>> judged, SortedMap<Long, List<Finding>> scanned) {
    var expected = scanned.headMap(judged.lastKey() + 1);
    assertThat(judged.keySet()).isEqualTo(expected.keySet());
    judged.forEach(
        (at, findings) -> assertThat(findings).as("at %d", at).isEqualTo(expected.get(at)));
    assertThat(judged.size()).isGreaterThanOrEqualTo(scanned.size() - 1);
  }

  private static Inbox inbox(Journal journal, DetectConfig config) {
    var time = new Time.Log(Duration.ofMinutes(30), Duration.ofHours(1));
    return new Inbox(journal, time, () -> Detection.reader(config), 2);
  }

  private Watch watch(Journal journal, DetectConfig config, SortedMap<Long, List<Finding>> judged)
      throws IOException {
    return watch(journal, config, false, judged);
  }

  private Watch watch(
      Journal journal, DetectConfig config, boolean measured, SortedMap<Long, List<Finding>> judged)
      throws IOException {
    var settings =
        new Watch.Settings(config, Registry.none(), folder, 2, Duration.ofMillis(200), measured);
    return new Watch(settings, journal, judged::put, InstantSource.system());
  }

  private void hand(Inbox inbox, List<Entry> coming) throws Exception {
    if (!Files.exists(folder.resolve("state.bin"))) {
      inbox.hand(signups).get();
    }
    for (int i = 0; i < coming.size(); i += 500) {
      inbox.hand(coming.subList(i, Math.min(coming.size(), i + 500))).get();
    }
  }

  private static void catchUp(Watch watch) throws InterruptedException {
    while (watch.behind() > 0 && watch.failure().isEmpty()) {
      Thread.sleep(20);
    }
    assertThat(watch.failure()).isEmpty();
  }
}
