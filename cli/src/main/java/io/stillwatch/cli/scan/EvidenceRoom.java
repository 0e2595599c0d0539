// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.dossier.Scan;
import io.stillwatch.dossier.seal.EvidenceFile;
import io.stillwatch.dossier.seal.EvidenceFiles;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Window;
import io.stillwatch.model.Workings;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.ExternalSort;
import io.stillwatch.stats.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The second pass over the logs when findings are to be sealed: keeps what each campaign's numbers
/// were computed from, and the exchanges of its accounts, without words. Sorted on disk, so memory
/// does not grow with the exchanges.
///
/// @param publicKey whether hashes are made with the key that everybody has
record EvidenceRoom(List<Finding> findings, DetectConfig config, Scan scan, boolean publicKey) {
  private static final long MEMORY_FOR_SORTING = 128L << 20;

  /// @param era what of the log's time was taken in
  /// @throws Failure when a log cannot be read on
  void write(Source source, RequestList.Reading how, Era era, Results results, Progress progress)
      throws IOException {
    Path sorting = Files.createDirectory(results.work().resolve("exhibits"));
    try (var files = new EvidenceFiles(results.evidence(), scan.campaigns(), workings(), about());
        var exhibits = new ExternalSort<>(Detection.observations(), sorting, MEMORY_FOR_SORTING)) {
      new Crew<Lookout>()
          .read(
              source,
              how.threads(),
              () -> new Lookout(reader(how, files), exhibits.intake()),
              progress);
      sort(exhibits.sorted(), era, files);
    }
  }

  private static Function<Entry, List<Message>> reader(
      RequestList.Reading how, EvidenceFiles files) {
    Function<Entry, Message> reader = Detection.reader(how.config(), how.registry());
    return entry -> files.concerns(entry.account()) ? List.of(reader.apply(entry)) : List.of();
  }

  private static void sort(Iterator<Message> sorted, Era era, EvidenceFiles files)
      throws IOException {
    Seen seen = Unique.nothingSeen();
    while (sorted.hasNext()) {
      Message message = sorted.next();
      if (era.holds(message.at()) && seen.add(message.tie())) {
        files.add(Detection.exhibit(message));
      }
    }
  }

  private Map<String, Workings> workings() {
    Map<String, Workings> workings = new HashMap<>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Shown shown) {
        workings.put(shown.campaign(), shown.workings());
      }
    }
    return workings;
  }

  private EvidenceFile.About about() {
    return new EvidenceFile.About(
        scan.version(),
        scan.window().orElse(new Window(0, 0)),
        publicKey,
        config.keyHigh(),
        config.keyLow(),
        scan.prices(),
        Scan.Availability.lacks(scan.families()));
  }
}
