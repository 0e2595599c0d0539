// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.kafka;

import io.stillwatch.server.live.Judged;
import io.stillwatch.server.live.Progress;
import io.stillwatch.server.live.Watching;
import io.stillwatch.store.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Detection on a Flink cluster: hands the journal's observations to one topic, and takes findings
/// from another. Words, and the key of the hashes, stay here. The job is started and stopped by
/// people (docs/how-to/scale-out.md).
public final class ClusterWatch implements Watching {
  private final Journal journal;
  private final Observations observations;
  private final Findings findings;

  /// It does not run yet.
  ///
  /// @param folder where it is kept how far it has come
  /// @param clock of this machine
  /// @throws IOException when that cannot be read
  public ClusterWatch(
      Topics topics, Journal journal, Judged judged, Path folder, InstantSource clock)
      throws IOException {
    this.journal = journal;
    observations =
        new Observations(topics.brokers(), topics.observations(), journal, folder, clock);
    findings = new Findings(topics.brokers(), topics.findings(), judged);
  }

  /// The two topics between a server and the job.
  ///
  /// @param brokers that have them
  /// @param observations that the job reads
  /// @param findings that it writes, of one partition
  public record Topics(Brokers brokers, String observations, String findings) {}

  @Override
  public void start() {
    observations.start();
    findings.start();
  }

  /// {@inheritDoc} What the job has left out as repeated or late is in its own metrics.
  @Override
  public Progress progress() {
    return observations.progress();
  }

  @Override
  public long behind() {
    return journal.end() - observations.progress().position();
  }

  @Override
  public long neededFrom() {
    return observations.neededFrom();
  }

  @Override
  public Optional<Throwable> failure() {
    return observations.failure().or(findings::failure);
  }

  @Override
  public void close() {
    observations.close();
    findings.close();
  }
}
