// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.dossier.Scan;
import io.stillwatch.dossier.seal.EvidenceFile;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Exhibit;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Window;
import io.stillwatch.model.Workings;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.ExternalSort;
import io.stillwatch.stats.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The second pass over the logs when findings are to be sealed: keeps what each campaign's numbers
/// were computed from, and the exchanges of its accounts, without words. Sorted on disk, so memory
/// does not grow with the exchanges.
///
/// @param publicKey whether hashes are made with the key that everybody has
record EvidenceRoom(List<Finding> findings, DetectConfig config, Scan scan, boolean publicKey) {
  private static final long MEMORY_FOR_SORTING = 128L << 20;

  /// A campaign's file, and whose exchanges go there.
  private record Drawer(EvidenceFile file, Set<String> accounts) {}

  /// @param era what of the log's time was taken in
  /// @throws Failure when a log cannot be read on
  void write(Source source, RequestList.Reading how, Era era, Results results, Progress progress)
      throws IOException {
    Path sorting = Files.createDirectory(results.work().resolve("exhibits"));
    List<Drawer> drawers = open(results.evidence());
    var accounts = new HashSet<String>();
    drawers.forEach(drawer -> accounts.addAll(drawer.accounts));
    try (var exhibits = new ExternalSort<>(Detection.observations(), sorting, MEMORY_FOR_SORTING)) {
      new Crew<Lookout>()
          .read(
              source,
              how.threads(),
              () -> new Lookout(reader(how, accounts), exhibits.intake()),
              progress);
      sort(exhibits.sorted(), era, drawers);
    } finally {
      for (Drawer drawer : drawers) {
        drawer.file.close();
      }
    }
  }

  private static Function<Entry, List<Message>> reader(
      RequestList.Reading how, Set<String> accounts) {
    Function<Entry, Message> reader = Detection.reader(how.config(), how.registry());
    return entry -> accounts.contains(entry.account()) ? List.of(reader.apply(entry)) : List.of();
  }

  private static void sort(Iterator<Message> sorted, Era era, List<Drawer> drawers)
      throws IOException {
    Seen seen = Unique.nothingSeen();
    while (sorted.hasNext()) {
      Message message = sorted.next();
      if (era.holds(message.at()) && seen.add(message.tie())) {
        Exhibit exhibit = Detection.exhibit(message);
        for (Drawer drawer : drawers) {
          drawer.file.add(exhibit);
        }
      }
    }
  }

  private List<Drawer> open(Path folder) throws IOException {
    Map<String, Workings> workings = new HashMap<>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Shown shown) {
        workings.put(shown.campaign(), shown.workings());
      }
    }
    Files.createDirectories(folder);
    var drawers = new ArrayList<Drawer>();
    for (Campaign campaign : scan.campaigns()) {
      Workings of = workings.get(campaign.id());
      if (of != null) {
        drawers.add(drawer(folder, campaign, of));
      }
    }
    return drawers;
  }

  private Drawer drawer(Path folder, Campaign campaign, Workings workings) throws IOException {
    try {
      var accounts = new HashSet<String>();
      workings.looked().forEach(one -> accounts.addAll(one.accounts()));
      return new Drawer(new EvidenceFile(folder, campaign, workings, about()), accounts);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private EvidenceFile.About about() {
    List<String> unavailable =
        scan.families().stream()
            .filter(family -> !family.available())
            .map(family -> family.family().name() + ": " + family.reason())
            .toList();
    return new EvidenceFile.About(
        scan.version(),
        scan.window().orElse(new Window(0, 0)),
        publicKey,
        config.keyHigh(),
        config.keyLow(),
        scan.prices(),
        unavailable);
  }
}
