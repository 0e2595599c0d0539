// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.Attributed;
import io.stillwatch.detect.Attribution;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Follower;
import io.stillwatch.detect.Registry;
import io.stillwatch.dossier.RequestsFile;
import io.stillwatch.dossier.Scan;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.ExternalSort;
import io.stillwatch.runtime.Intake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The second pass over the logs: which requests of the named accounts belong to the campaigns.
/// Sorted twice on disk, by time to follow what passes on, and into the order of the list; so
/// memory does not grow with the requests.
///
/// @param era what of the log's time is listed
/// @param work folder for what is not finished
record RequestList(Attribution attribution, Era era, Path work) {
  private static final long MEMORY_FOR_SORTING = 128L << 20;

  /// How the logs are read.
  record Reading(DetectConfig config, Registry registry, int threads) {}

  /// Reads all of the source and writes the list.
  ///
  /// @throws Failure when a log cannot be read on
  Scan.Requests write(Source source, Reading how, Path file, Progress progress) throws IOException {
    try (var sightings =
            new ExternalSort<>(Attribution.sightings(), room("sightings"), MEMORY_FOR_SORTING);
        var rows = new ExternalSort<>(Attributed.wire(), room("rows"), MEMORY_FOR_SORTING)) {
      new Crew<Lookout>()
          .read(
              source,
              how.threads(),
              () ->
                  new Lookout(attribution.reader(how.config(), how.registry()), sightings.intake()),
              progress);
      List<Long> seen;
      try (Intake<Attributed> into = rows.intake()) {
        seen = follow(sightings.sorted(), into);
      }
      return list(rows.sorted(), seen, file);
    }
  }

  private Path room(String name) throws IOException {
    return Files.createDirectory(work.resolve(name));
  }

  /// @return how many requests there are of the accounts of each campaign
  private List<Long> follow(Iterator<Message> sightings, Intake<Attributed> rows)
      throws IOException {
    var counts = new long[attribution.campaigns()];
    var seen = Unique.nothingSeen();
    Follower follower = attribution.follower();
    while (sightings.hasNext()) {
      Message sighting = sightings.next();
      if (era.holds(sighting.at()) && seen.add(sighting.tie())) {
        counts[Follower.campaign(sighting)]++;
        Optional<Attributed> row = follower.take(sighting);
        if (row.isPresent()) {
          rows.add(row.get());
        }
      }
    }
    return java.util.Arrays.stream(counts).boxed().toList();
  }

  private Scan.Requests list(Iterator<Attributed> rows, List<Long> seen, Path file)
      throws IOException {
    var counts = new long[seen.size()];
    try (var out = new RequestsFile(file)) {
      while (rows.hasNext()) {
        Attributed row = rows.next();
        counts[row.campaign()]++;
        out.row(
            attribution.campaign(row.campaign()),
            attribution.account(row.account()),
            row.request(),
            row.time(),
            row.because().word());
      }
    }
    var shares = new ArrayList<Scan.Share>();
    for (int c = 0; c < counts.length; c++) {
      shares.add(new Scan.Share(attribution.campaign(c), counts[c], seen.get(c)));
    }
    return RequestsFile.listed(file, shares);
  }
}
