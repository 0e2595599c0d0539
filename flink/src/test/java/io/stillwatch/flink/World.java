// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.arena.Arena;
import io.stillwatch.arena.corpus.Corpus;
import io.stillwatch.arena.shape.Shapes;
import io.stillwatch.arena.spec.Split;
import io.stillwatch.arena.spec.WorldSpec;
import io.stillwatch.detect.Detection;
import io.stillwatch.ingest.Format;
import io.stillwatch.ingest.Lines;
import io.stillwatch.ingest.Place;
import io.stillwatch.ingest.Rejected;
import io.stillwatch.ingest.Sink;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Signup;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Engine;
import io.stillwatch.runtime.ExternalSort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A small world of the arena: its log as lines, and what the engine in one process finds in it.
///
/// @param exchanges lines of exchanges, in the arena's order
/// @param accounts lines of accounts
record World(List<String> exchanges, List<String> accounts) {
  private static final Place NOWHERE = new Place(Path.of("-"), 0, 0);

  /// Two campaigns among honest accounts.
  static World demo(Path folder, int accounts, int days) throws IOException {
    return of(WorldSpec.preset("demo", 1, Split.DEVELOPMENT, accounts).withDays(days), folder);
  }

  static World of(WorldSpec spec, Path folder) throws IOException {
    Arena.write(spec, Corpus.own(), Shapes.published(), folder, n -> {});
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("exchanges.jsonl.gz"))),
                UTF_8))) {
      return new World(
          lines.lines().toList(), Files.readAllLines(folder.resolve("accounts.jsonl")));
    }
  }

  /// Signups first, then exchanges, as observations.
  List<Message> observations() {
    var read = new ArrayList<Message>();
    var lines = new Lines(Format.STILLWATCH);
    var reader = Detection.reader(DetectionBlueprint.standard().config());
    var sink =
        new Sink() {
          @Override
          public void exchange(Exchange exchange, Place place) {
            read.add(reader.apply(exchange));
          }

          @Override
          public void signup(Signup signup, Place place) {
            read.add(reader.apply(signup));
          }

          @Override
          public void reject(Rejected rejected) {
            throw new IllegalStateException(rejected.reason());
          }
        };
    accounts.forEach(line -> lines.read(line.getBytes(UTF_8), NOWHERE, sink));
    exchanges.forEach(line -> lines.read(line.getBytes(UTF_8), NOWHERE, sink));
    return read;
  }

  /// What the engine in this process finds, in its order.
  static List<Finding> embedded(List<Message> observations, int threads, Engine.Mode mode)
      throws IOException {
    var found = new ArrayList<Finding>();
    try (var engine = new Engine<>(pipeline(), threads, 4_096, mode)) {
      engine.run(sorted(observations).iterator(), found::add);
    }
    return found;
  }

  /// Detection, with what came twice left out.
  @SuppressWarnings("unchecked") // its first stage takes observations, its last sends findings
  static Pipeline<Message, Finding> pipeline() {
    return (Pipeline<Message, Finding>) DetectionBlueprint.standard().pipeline();
  }

  /// In the order in which a scan of files takes them.
  static List<Message> sorted(List<Message> observations) throws IOException {
    Path spill = Files.createTempDirectory("world");
    var sorted = new ArrayList<Message>();
    try (var sort = new ExternalSort<>(Detection.observations(), spill, 1L << 30)) {
      try (var intake = sort.intake()) {
        for (Message observation : observations) {
          intake.add(observation);
        }
      }
      sort.sorted().forEachRemaining(sorted::add);
    } finally {
      Files.delete(spill);
    }
    return sorted;
  }
}
