// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Suspects;
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
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is measured in the journal is what a look at a part of the log measures, as a drill's
/// company looks at it.
class MeasuringTest {
  private static final DetectConfig CONFIG = DetectConfig.standard();
  private static final Place NOWHERE = new Place(Path.of("-"), 0, 0);
  private static final long HOUR = 3_600_000;

  private static final List<Entry> SIGNUPS = new ArrayList<>();
  private static final List<Entry> EXCHANGES = new ArrayList<>();
  private static List<Suspects> suspects = List.of();
  private static long from;
  private static long until;

  @TempDir static Path folder;

  @BeforeAll
  static void aWorld() throws IOException {
    var spec = WorldSpec.preset("demo", 1, Split.DEVELOPMENT, 300).withDays(2);
    Arena.write(spec, Corpus.own(), Shapes.published(), folder, n -> {});
    SIGNUPS.addAll(entries(Files.readAllLines(folder.resolve("accounts.jsonl"))));
    Path log = folder.resolve("exchanges.jsonl.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(log));
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      EXCHANGES.addAll(entries(lines.lines().toList()));
    }
    long begin = EXCHANGES.stream().mapToLong(e -> ((Exchange) e).at()).min().orElseThrow();
    from = (begin / HOUR + 12) * HOUR;
    until = from + 24 * HOUR;
    var accounts = EXCHANGES.stream().map(e -> ((Exchange) e).account()).distinct().toList();
    suspects =
        List.of(
            new Suspects("suspicion 1", accounts.subList(0, 12)),
            new Suspects("suspicion 2", accounts.subList(40, 46)),
            new Suspects("suspicion 3", List.of("nobody", "no one")));
  }

  private static List<Entry> entries(List<String> texts) {
    var batch = new Batch(entry -> Optional.empty());
    var lines = new Lines(Format.STILLWATCH);
    texts.forEach(text -> lines.read(text.getBytes(UTF_8), NOWHERE, batch));
    return batch.entries();
  }

  /// As `stillwatch coalition drill` has a company look.
  private static List<Finding.Measured> look() {
    var reader = Detection.reader(CONFIG);
    var taken = new ArrayList<Message>();
    SIGNUPS.forEach(entry -> taken.add(reader.apply(entry)));
    EXCHANGES.stream()
        .filter(e -> from <= ((Exchange) e).at() && ((Exchange) e).at() < until)
        .forEach(entry -> taken.add(reader.apply(entry)));
    taken.sort(Comparator.comparingLong(Message::at).thenComparingLong(Message::tie));
    var newest = new ArrayList<Finding>();
    try (var engine =
        new Engine<>(Detection.measuring(CONFIG, suspects), 2, 4_096, Engine.Mode.FAST)) {
      engine.run(
          taken.iterator(),
          finding -> {
            if (!newest.isEmpty() && newest.getLast().at() < finding.at()) {
              newest.clear();
            }
            newest.add(finding);
          });
    }
    return suspected(newest);
  }

  private static List<Finding.Measured> suspected(List<? extends Finding> findings) {
    return findings.stream()
        .filter(Finding.Measured.class::isInstance)
        .map(Finding.Measured.class::cast)
        .filter(one -> !one.suspicion().isEmpty())
        .toList();
  }

  private static Journal journal(Path at) throws Exception {
    Journal journal = Journal.open(at, JournalConfig.DEFAULT);
    var time = new Time.Log(Duration.ofHours(12), Duration.ofHours(1));
    try (var inbox = new Inbox(journal, time, () -> Detection.reader(CONFIG), 2)) {
      inbox.hand(SIGNUPS).get();
      for (int i = 0; i < EXCHANGES.size(); i += 500) {
        var some = new ArrayList<>(EXCHANGES.subList(i, Math.min(EXCHANGES.size(), i + 500)));
        java.util.Collections.shuffle(some, new Random(i));
        some.add(some.getFirst());
        inbox.hand(some).get();
      }
      inbox.beat().get();
    }
    return journal;
  }

  @Test
  void theJournalGivesTheNumbersOfALookAtTheLogAsOftenAsItIsRead() throws Exception {
    List<Finding.Measured> expected = look();
    assertThat(expected).extracting(Finding.Measured::suspicion).contains("suspicion 1");
    assertThat(expected)
        .flatExtracting(Finding.Measured::evidence)
        .extracting(evidence -> evidence.family())
        .isNotEmpty()
        .doesNotContain(Family.E9);
    try (Journal journal = journal(folder.resolve("journal"))) {
      var measuring =
          new Measuring(
              CONFIG,
              new History(journal, 1 << 20),
              InstantSource.system(),
              () -> false,
              () -> false);
      for (int i = 0; i < 2; i++) {
        List<Finding.Measured> measured = measuring.measure(from, until, suspects);
        assertThat(measured)
            .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at", "tie")
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whoIsToldToStopStops() throws Exception {
    try (Journal journal = journal(folder.resolve("stopped"))) {
      var measuring =
          new Measuring(
              CONFIG,
              new History(journal, 1 << 20),
              InstantSource.system(),
              () -> true,
              () -> true);
      assertThatThrownBy(() -> measuring.measure(from, until, suspects))
          .isInstanceOf(CancellationException.class);
    }
  }
}
