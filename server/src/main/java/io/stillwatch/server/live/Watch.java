// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.detect.Registry;
import io.stillwatch.detect.StateKey;
import io.stillwatch.store.journal.Journal;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The thread that detects: follows the journal, keeps its state on disk every now and then, and
/// lets go of the part of the journal that is too old and no longer needed.
public final class Watch implements Watching {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");

  /// Records taken at a time.
  private static final int BATCH = 8_192;

  private static final Duration WAIT = Duration.ofMillis(100);

  private final Settings settings;
  private final Journal journal;
  private final Detector detector;
  private final LiveState states;
  private final InstantSource clock;
  private final Thread thread;
  private volatile Progress progress;
  private volatile @Nullable Throwable failure;
  private volatile boolean stopped;
  private volatile long savedAt;
  private volatile long savedPosition;
  private volatile long previousPosition;

  /// What a watch is told.
  ///
  /// @param detect what an operator may set of detection
  /// @param registry what is public
  /// @param folder where the state is kept
  /// @param ids how many of the last ids are known at least, at least 1
  /// @param threads worker threads, at least 1
  /// @param saveEvery how often the state is kept, when there is anything new
  /// @param measured whether groups that fall short are told, too
  public record Settings(
      DetectConfig detect,
      Registry registry,
      Path folder,
      int ids,
      int threads,
      Duration saveEvery,
      boolean measured) {}

  /// Goes on from the last state; it does not run yet.
  ///
  /// @throws IOException when the state cannot be used
  public Watch(Settings settings, Journal journal, Judged judged, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    var pipeline =
        settings.measured()
            ? Detection.measuring(settings.detect(), List.of())
            : Detection.pipeline(settings.detect());
    detector =
        new Detector(pipeline, settings.ids(), settings.threads(), Detector.Window.ALL, judged);
    states = new LiveState(settings.folder(), StateKey.of(settings.detect(), settings.registry()));
    progress = states.restore(detector::read).orElse(Progress.NOTHING);
    savedPosition = progress.position();
    savedAt = clock.millis();
    thread = Thread.ofPlatform().name("watch").unstarted(this::run);
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try (var cursor = journal.read(Math.max(journal.start(), progress.position()))) {
      while (!stopped) {
        if (cursor.await(WAIT)) {
          detector.take(cursor.next(BATCH), cursor.position());
          progress = detector.progress();
        }
        saveWhenDue();
      }
      save();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      LOG.log(Logger.Level.ERROR, "detection has stopped: " + e.getClass().getName());
    }
  }

  /// A clock that was set back makes it due, as one that has gone on.
  private void saveWhenDue() {
    boolean due = Math.abs(clock.millis() - savedAt) >= settings.saveEvery().toMillis();
    if (due) {
      try {
        save();
      } catch (IOException e) {
        LOG.log(Logger.Level.WARNING, "the state could not be kept; tried again later: " + e);
      }
    }
  }

  private void save() throws IOException {
    savedAt = clock.millis();
    if (progress.position() > savedPosition) {
      states.save(detector::write);
      previousPosition = savedPosition;
      savedPosition = progress.position();
    }
  }

  /// {@inheritDoc} Should the newest state be damaged, that is where the one before it goes on.
  @Override
  public long neededFrom() {
    return previousPosition;
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public long behind() {
    return journal.end() - progress.position();
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /// Stops after the batch at hand, and keeps the state.
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    detector.close();
  }
}
