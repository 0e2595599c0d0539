// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Cause;
import io.stillwatch.cli.kit.Failure;
import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.Attribution;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.Registry;
import io.stillwatch.detect.StateKey;
import io.stillwatch.dossier.Dossier;
import io.stillwatch.dossier.Scan;
import io.stillwatch.ingest.BadInput;
import io.stillwatch.ingest.Networks;
import io.stillwatch.ingest.PriceList;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.Engine;
import io.stillwatch.runtime.ExternalSort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One scan, from files to findings: read and make observations on all cores, put them in order,
/// run the pipeline, write the documents.
final class ScanJob {
  private static final long MEMORY_FOR_SORTING = 512L << 20;
  private static final int EPOCH = 16_384;

  private final ScanRequest request;
  private final Progress progress;
  private final Meter meter = new Meter();
  private final DetectConfig config;
  private final Networks networks;
  private final Registry registry;
  private final PriceList prices;

  private ScanJob(ScanRequest request, Progress progress) throws IOException {
    this.request = request;
    this.progress = progress;
    config = Keys.config(request);
    networks = Networks.of(request.ipIntel(), request.ipReputation());
    registry = Registries.of(request, config);
    prices = request.prices().map(PriceList::load).orElseGet(PriceList::standard);
  }

  /// Reads the logs, detects, and writes what was found to the request's folder. What an earlier
  /// scan left there is replaced only when this one succeeds.
  ///
  /// @throws Failure when an input cannot be used, too many lines were set aside, a disk fails or
  ///   memory runs out
  static ScanResult run(ScanRequest request, Progress progress) throws IOException {
    try (Source source = Inputs.open(request)) {
      return new ScanJob(request, progress).run(source);
    } catch (BadInput e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw Failure.failed("the scan stopped: " + Cause.of(e));
    } catch (OutOfMemoryError e) {
      throw Failure.failed(
          "memory ran out; give more with STILLWATCH_OPTS=-Xmx, or scan fewer days at a time");
    }
  }

  private ScanResult run(Source source) throws IOException {
    try (var work = WorkFolder.in(request.out())) {
      var results = new Results(work.path(), request.out());
      var findings = new ArrayList<Finding>();
      Judged judged = judge(source, results, findings);
      Optional<Scan.Requests> requests =
          request.requests() ? Optional.of(list(findings, judged, results)) : Optional.empty();
      Scan scan =
          new Outcome(request, source, judged.tally, judged.unique, findings, prices)
              .scan(meter, requests);
      if (request.seal()) {
        keep(findings, judged, scan, results);
      }
      results.publish(scan);
      return new Written(scan, request.out(), explanations(findings));
    }
  }

  private record Judged(Tally tally, Unique unique) {}

  /// Reads, and detects; what was sorted for that is gone when it is done.
  private Judged judge(Source source, Results results, List<Finding> findings) throws IOException {
    try (var sort =
        new ExternalSort<>(Detection.observations(), results.work(), MEMORY_FOR_SORTING)) {
      Tally tally = read(source, sort, results);
      progress.phase("detecting");
      Iterator<Message> sorted = sort.sorted();
      return new Judged(
          tally,
          request.cluster().isPresent()
              ? detect(sorted, tally, findings, request.cluster().get(), results.work())
              : detect(sorted, tally, findings));
    }
  }

  /// Reads the logs again, for the requests that belong to campaigns.
  private Scan.Requests list(List<Finding> findings, Judged judged, Results results)
      throws IOException {
    progress.phase("listing requests");
    var reading = new RequestList.Reading(config, registry, request.threads());
    try (Source again = Inputs.open(request)) {
      return new RequestList(Attribution.of(findings), judged.unique.era(), results.work())
          .write(again, reading, results.requests(), progress);
    }
  }

  /// Reads the logs again, for what the numbers of the findings rest on.
  private void keep(List<Finding> findings, Judged judged, Scan scan, Results results)
      throws IOException {
    progress.phase("keeping evidence");
    var evidence = new EvidenceRoom(findings, config, scan, request.seedKey().isEmpty());
    try (Source again = Inputs.open(request)) {
      var reading = new RequestList.Reading(config, registry, request.threads());
      evidence.write(again, reading, judged.unique.era(), results, progress);
    }
  }

  private Tally read(Source source, ExternalSort<Message> sort, Results results)
      throws IOException {
    progress.phase("reading");
    var reception = new Reception(config, registry, networks, sort);
    Tally tally;
    try (var rejects = new Rejects(results.rejected())) {
      tally = reception.read(source, rejects, request.threads(), progress);
    }
    if (tally.rejectedLines() > request.maxRejected() * tally.entries()) {
      throw tooMany(tally, results.publishRejected());
    }
    if (tally.exchanges() == 0) {
      throw Failure.unusable(
          "no exchange was found in the input; it takes the formats of docs/formats, see --format");
    }
    return tally;
  }

  private Failure tooMany(Tally tally, Path rejected) {
    return Failure.rejected(
        "%,d of %,d lines could not be read, more than --max-rejected allows (%s%%): %s; see %s"
            .formatted(
                tally.rejectedLines(),
                tally.entries(),
                Share.percent(request.maxRejected()),
                tally.brokenRules(),
                rejected));
  }

  /// Runs the pipeline from where the last scan ended. What is known when the input ends is saved
  /// before the last hour is closed, so that a scan that goes on judges that hour once, and whole.
  ///
  /// @param newest receives the findings of the last judgement; each judgement's replace those of
  ///   the one before
  private Unique detect(Iterator<Message> sorted, Tally tally, List<Finding> newest) {
    Consumer<Finding> sink = finding -> keep(finding, newest);
    try (var engine =
        new Engine<Message, Finding>(
            Detection.pipeline(config), request.threads(), EPOCH, Engine.Mode.FAST)) {
      var seen = Unique.nothingSeen();
      Optional<SavedState> state =
          request.state().map(folder -> new SavedState(folder, StateKey.of(config, registry)));
      long from = state.map(s -> s.restore(engine, seen)).orElse(Long.MIN_VALUE);
      var unique = new Unique(sorted, tally.exchanges(), progress, seen, tally.era(from));
      engine.take(unique, sink);
      state.ifPresent(s -> s.save(engine, seen, Math.max(from, engine.newest())));
      engine.finish(sink);
      return unique;
    }
  }

  /// Each day's findings replace those before.
  private static void keep(Finding finding, List<Finding> newest) {
    if (!newest.isEmpty() && newest.getLast().at() < finding.at()) {
      newest.clear();
    }
    newest.add(finding);
  }

  /// The same on a cluster.
  private Unique detect(
      Iterator<Message> sorted,
      Tally tally,
      List<Finding> newest,
      ClusterRequest cluster,
      Path work) {
    Era era = tally.era(Long.MIN_VALUE);
    var unique = new Unique(sorted, tally.exchanges(), progress, Unique.nothingSeen(), era);
    new ClusterRun(cluster, work)
        .run(unique, Detection.pipeline(config), config.falseDiscovery())
        .forEach(finding -> keep(finding, newest));
    return unique;
  }

  private static List<String> explanations(List<Finding> findings) {
    var texts = new ArrayList<String>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Explained one) {
        texts.add(one.account() + "\n  " + String.join("\n  ", one.lines()));
      }
    }
    return texts;
  }

  private record Written(Scan scan, Path out, List<String> explanations) implements ScanResult {
    private Written {
      explanations = List.copyOf(explanations);
    }

    @Override
    public String summary(boolean colour, int width) {
      return Dossier.summary(scan, out, colour, width);
    }

    @Override
    public String json() {
      return Dossier.scanJson(scan);
    }

    @Override
    public Path report() {
      return out.resolve(Dossier.REPORT);
    }
  }
}
