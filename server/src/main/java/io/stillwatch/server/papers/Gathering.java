// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import io.stillwatch.dossier.Times;
import io.stillwatch.dossier.seal.EvidenceFiles;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Member;
import io.stillwatch.model.Window;
import io.stillwatch.server.live.History;
import io.stillwatch.server.live.Replay;
import io.stillwatch.store.Worked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Makes evidence files: what a judgement kept of its workings, and the exchanges that its numbers
/// count, from the journal.
record Gathering(History history, Sealing sealing) {
  /// More exchanges would take more memory than a server has to spare.
  private static final long EXCHANGES_MOST = 1_000_000;

  private static final String OF = "of";

  /// @throws Dossiers.Refused when there is too much of it
  void check(Worked worked) throws Dossiers.Refused {
    long exchanges = worked.campaign().counts().exchanges();
    if (exchanges > EXCHANGES_MOST) {
      throw new Dossiers.Refused(
          "%s counts %,d exchanges, and a server seals %,d at most; scan its logs with --seal"
              .formatted(worked.campaign().id(), exchanges, EXCHANGES_MOST));
    }
  }

  /// Makes the evidence of a judgement, unless it lies there already; papers of an older one go.
  ///
  /// @param folder within the folder of the campaign's papers
  /// @throws IOException when the journal no longer holds what the finding counts
  void gather(Worked worked, Path folder, Replay.Follower follower, BooleanSupplier stopped)
      throws IOException {
    Path mark = folder.resolve(OF);
    String judgement = Long.toString(worked.at());
    if (Files.exists(mark) && Files.readString(mark).equals(judgement)) {
      return;
    }
    Path papers = folder.toAbsolutePath().getParent();
    if (papers != null) {
      Dossiers.delete(papers);
    }
    Campaign campaign = worked.campaign();
    long first = Replay.first(history).orElse(worked.at());
    var window = new Window(Math.min(first, worked.at()), worked.at());
    Set<String> named =
        campaign.members().stream()
            .map(Member::account)
            .collect(Collectors.toCollection(HashSet::new));
    var counted = new AtomicLong();
    try (var files =
        new EvidenceFiles(
            folder,
            List.of(campaign),
            Map.of(campaign.id(), worked.workings()),
            sealing.about(worked, window))) {
      new Replay(history, worked.at())
          .read(
              files::concerns,
              exhibit -> {
                files.add(exhibit);
                if (named.contains(exhibit.account())) {
                  counted.incrementAndGet();
                }
              },
              follower,
              stopped);
    }
    checkWhole(campaign, counted.get(), first);
    Files.writeString(mark, judgement);
  }

  private static void checkWhole(Campaign campaign, long found, long first) throws IOException {
    long counts = campaign.counts().exchanges();
    if (found != counts) {
      throw new IOException(
          "%s counts %,d exchanges since %s, and the journal holds %,d of them, from %s on; what is"
                  .formatted(
                      campaign.id(),
                      counts,
                      Times.rfc3339(campaign.window().from()),
                      found,
                      Times.rfc3339(first))
              + " gone cannot be computed again: keep.exchanges says how long it is kept, and a scan of"
              + " the logs with --seal shows all of it");
    }
  }
}
