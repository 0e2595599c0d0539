// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import io.stillwatch.cli.kit.Progress;
import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.Registry;
import io.stillwatch.ingest.Networks;
import io.stillwatch.ingest.Source;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.runtime.ExternalSort;

/// Reads the source on all threads: each makes observations of entries and hands these to the sort.
/// Words go no further than here.
record Reception(
    DetectConfig config, Registry registry, Networks networks, ExternalSort<Message> sort) {

  /// Reads to the end.
  ///
  /// @return what was counted
  /// @throws Failure when a log cannot be read on, or the sort not be written
  Tally read(Source source, Rejects rejects, int threads, Progress progress) {
    var tally = new Tally();
    new Crew<Receiver>()
        .read(source, threads, () -> receiver(rejects), progress)
        .forEach(receiver -> tally.add(receiver.tally()));
    return tally;
  }

  private Receiver receiver(Rejects rejects) {
    return new Receiver(Detection.reader(config, registry), networks, sort.intake(), rejects);
  }
}
