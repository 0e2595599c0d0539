// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.papers;

import io.stillwatch.dossier.letter.Audience;
import io.stillwatch.dossier.letter.Outcome;
import io.stillwatch.dossier.letter.Papers;
import io.stillwatch.dossier.seal.Sealed;
import io.stillwatch.server.live.History;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreFailed;
import io.stillwatch.store.Worked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes the papers of campaigns, one at a time, on a thread of its own. What was made lies in a
/// folder until something newer takes its place, eight others were made, or the server starts
/// again: it can be made again. Everything asked for is in the audit log first.
public final class Dossiers implements AutoCloseable {
  private static final Logger LOG = System.getLogger("io.stillwatch.server");
  private static final int KEPT = 8;

  private final Store store;
  private final Gathering gathering;
  private final Sealing sealing;
  private final Shared told;
  private final Path folder;
  private final Map<String, Status> known = new LinkedHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("dossiers").daemon().factory());
  private volatile boolean stopped;

  /// How often everything was to be forgotten.
  private int forgotten;

  /// @param folder of nobody else; what lies there goes
  /// @param told what others were told, for letters that take it back
  public Dossiers(Store store, History history, Sealing sealing, Shared told, Path folder)
      throws IOException {
    this.store = store;
    this.gathering = new Gathering(history, sealing);
    this.sealing = sealing;
    this.told = told;
    this.folder = folder;
    delete(folder);
  }

  /// That it cannot be begun; its message says the way out.
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  /// Begins to make the papers for an audience, or says how far they are when they are being made.
  ///
  /// @param by who asks
  /// @return empty when no such campaign was ever found
  /// @throws Refused when others are being made, or nothing can be computed again
  public Optional<Status> begin(String campaign, Audience audience, String by) throws Refused {
    Optional<Worked> kept = store.read(view -> view.worked(campaign));
    if (kept.isEmpty() && store.read(view -> view.appearance(campaign)).isEmpty()) {
      return Optional.empty();
    }
    Worked worked =
        kept.orElseThrow(
            () ->
                new Refused(
                    "what the numbers of "
                        + campaign
                        + " were computed from is not kept: detection runs elsewhere, an account of"
                        + " it was erased, or it was judged too long ago; scan the logs with --seal"));
    gathering.check(worked);
    Status begun = Status.begun(campaign, audience.word(), worked.at());
    return Optional.of(
        begin(begun, by, Optional.empty(), papers -> write(papers, worked, audience)));
  }

  /// The same for a letter that takes a finding back.
  ///
  /// @throws Retraction.StillStands when nobody took it back
  public Optional<Status> begin(Retraction retraction, String by)
      throws Refused, Retraction.StillStands {
    Optional<Outcome> outcome = retraction.outcome(store, told);
    if (outcome.isEmpty()) {
      return Optional.empty();
    }
    String what = retraction.account().isPresent() ? "cleared" : "withdrawn";
    Status begun = Status.begun(retraction.campaign(), what, 0);
    return Optional.of(
        begin(begun, by, retraction.account(), papers -> papers.write(outcome.get())));
  }

  /// What makes papers.
  private interface Work {
    void write(Papers papers) throws IOException;
  }

  private synchronized Status begin(Status begun, String by, Optional<String> about, Work work)
      throws Refused {
    for (Status one : known.values()) {
      boolean same = one.campaign().equals(begun.campaign()) && one.what().equals(begun.what());
      if (one.isUnderWay() && same) {
        return one;
      }
      if (one.isUnderWay()) {
        throw new Refused("the papers of " + one.campaign() + " are being made; one at a time");
      }
    }
    note(by, "dossier-begin", begun, about, Map.of());
    known.remove(begun.campaign()); // the newest last
    known.put(begun.campaign(), begun);
    forgetOldest();
    int before = forgotten;
    thread.execute(
        () -> {
          run(begun, by, about, work);
          dropIfForgotten(begun.campaign(), before);
        });
    return begun;
  }

  /// What an account was erased from while it was made is not kept.
  private synchronized void dropIfForgotten(String campaign, int before) {
    if (forgotten != before) {
      put(now(campaign).failed("an account was erased meanwhile; ask again"));
      try {
        delete(folder.resolve(campaign));
      } catch (IOException e) {
        throw new UncheckedIOException("papers could not be deleted", e);
      }
    }
  }

  private void note(
      String by, String action, Status status, Optional<String> about, Map<String, ?> more) {
    var body = new TreeMap<String, Object>(more);
    body.put("what", status.what());
    body.put("campaign", status.campaign());
    body.put("judged_at", status.judgedAt());
    store.change(
        by,
        change -> {
          if (about.isPresent()) {
            change.noteAbout(about.get(), action, body);
          } else {
            change.note(action, status.campaign(), body);
          }
        });
  }

  private void forgetOldest() {
    if (known.size() > KEPT) {
      String oldest = known.keySet().iterator().next();
      known.remove(oldest);
      try {
        delete(folder.resolve(oldest));
      } catch (IOException e) {
        LOG.log(Logger.Level.WARNING, "old papers could not be deleted: " + e.getClass().getName());
      }
    }
  }

  private void run(Status begun, String by, Optional<String> about, Work work) {
    String campaign = begun.campaign();
    try {
      work.write(new Papers(campaign, folder.resolve(campaign)));
      List<Status.Paper> files = files(campaign);
      var digests = new TreeMap<String, String>();
      files.forEach(file -> digests.put(file.name(), file.sha256()));
      note(by, "dossier-end", begun, about, Map.of("files", digests));
      put(now(campaign).ready(files));
    } catch (IOException | StoreFailed | IllegalArgumentException e) {
      put(now(campaign).failed(String.valueOf(e.getMessage())));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.log(Logger.Level.ERROR, "papers could not be made: " + e.getClass().getName());
      put(now(campaign).failed("this is a fault of ours; the log has it"));
    }
  }

  private void write(Papers papers, Worked worked, Audience audience) throws IOException {
    Path evidence = papers.out().resolve("evidence");
    gathering.gather(
        worked, evidence, (read, of) -> put(now(papers.campaign()).at(read, of)), () -> stopped);
    put(now(papers.campaign()).writing());
    papers.write(evidence, audience, sealing.seal());
  }

  private synchronized void put(Status status) {
    if (known.containsKey(status.campaign())) {
      known.put(status.campaign(), status);
    }
  }

  private synchronized Status now(String campaign) {
    return known.getOrDefault(campaign, Status.begun(campaign, "", 0));
  }

  /// How far the papers of a campaign are; empty when nobody asked for any.
  public synchronized Optional<Status> status(String campaign) {
    return Optional.ofNullable(known.get(campaign));
  }

  private List<Status.Paper> files(String campaign) throws IOException {
    var files = new ArrayList<Status.Paper>();
    try (Stream<Path> all = Files.list(folder.resolve(campaign))) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String digest = Sealed.digest(Files.readAllBytes(file));
        files.add(new Status.Paper(file.getFileName().toString(), Files.size(file), digest));
      }
    }
    return files;
  }

  /// One of the files that are ready; who takes it is in the audit log first.
  ///
  /// @return empty when there is no such file
  public Optional<Path> take(String campaign, String name, String by) {
    Optional<Status> status = status(campaign);
    Optional<Status.Paper> paper =
        status.stream()
            .flatMap(one -> one.files().stream())
            .filter(one -> one.name().equals(name))
            .findFirst();
    paper.ifPresent(
        one ->
            store.change(
                by,
                change ->
                    change.note("export", campaign, Map.of("file", name, "sha256", one.sha256()))));
    return paper.map(one -> folder.resolve(campaign).resolve(one.name()));
  }

  /// Deletes all that was made, as when an account is erased; what is being made goes when it is
  /// ready.
  public synchronized void forget() {
    forgotten++;
    known.values().removeIf(one -> !one.isUnderWay());
    try (Stream<Path> all = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
      for (Path one :
          all.filter(one -> !known.containsKey(one.getFileName().toString())).toList()) {
        delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("papers could not be deleted", e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }

  /// Gives up what is under way.
  @Override
  public void close() {
    stopped = true;
    thread.shutdown();
    try {
      thread.awaitTermination(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
