// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.tell;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.DetectConfig;
import io.stillwatch.detect.Detection;
import io.stillwatch.dossier.Prices;
import io.stillwatch.model.Entry;
import io.stillwatch.model.Finding;
import io.stillwatch.respond.Protection;
import io.stillwatch.server.live.Inbox;
import io.stillwatch.server.live.Progress;
import io.stillwatch.server.live.Time;
import io.stillwatch.server.live.Watching;
import io.stillwatch.share.trust.Joint;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import io.stillwatch.store.journal.Journal;
import io.stillwatch.store.journal.JournalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three companies with everything at work: one tells of a group, two measure it on exchanges of
/// their own, a reviewer of the first finds it wrong, and nothing of it is left anywhere.
class SuspicionsTest {
  private static final DetectConfig CONFIG = DetectConfig.standard();
  private static final Duration FIRST = Duration.ofHours(48);

  @TempDir Path folder;
  private final List<AutoCloseable> parts = new ArrayList<>();
  private final AtomicLong horizon = new AtomicLong();
  private Village village;
  private Hostile world = new Hostile(Map.of(), Map.of(), 0);
  private List<String> crew = List.of();
  private long begin;

  /// Detection that has come so far.
  private record Seen(AtomicLong horizon) implements Watching {
    @Override
    public void start() {}

    @Override
    public Progress progress() {
      return new Progress(0, horizon.get(), 0, 0, 0, 0);
    }

    @Override
    public long behind() {
      return 0;
    }

    @Override
    public long neededFrom() {
      return 0;
    }

    @Override
    public Optional<Throwable> failure() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }

  private record Firm(Store store, Telling telling) {}

  @BeforeEach
  void aWorldAndThreeCompanies() throws Exception {
    world = Hostile.world(folder.resolve("world"));
    crew = world.crew().getOrDefault("alpha", List.of());
    begin = world.begin();
    village = new Village(folder, () -> Village.NOW, "alpha", "beta", "gamma");
    for (String name : List.of("alpha", "beta", "gamma")) {
      world.crew().getOrDefault(name, List.of()).forEach(a -> village.signUp(name, a, 'A'));
      village.signUp(name, "somebody-else", 'B');
      village.tokenise(name);
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : parts.reversed()) {
      part.close();
    }
    village.close();
  }

  private Firm firm(String name, boolean answers) throws Exception {
    Path home = folder.resolve(name + "-server");
    Store store = keep(Store.open(new StoreConfig.Embedded(home), () -> Village.NOW));
    Journal journal = keep(Journal.open(home.resolve("journal"), JournalConfig.DEFAULT));
    fill(journal, world.entries().getOrDefault(name, List.of()));
    var ground =
        new Telling.Ground(
            store,
            journal,
            new Seen(horizon),
            CONFIG,
            Prices.NONE,
            () -> Instant.ofEpochMilli(horizon.get()),
            () -> Village.NOW);
    var terms = new Telling.Terms(false, answers, FIRST);
    return new Firm(store, keep(Telling.start(village.member(name), terms, ground)));
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.add(part);
    return part;
  }

  private static void fill(Journal journal, List<Entry> entries) throws Exception {
    var time = new Time.Log(Duration.ofHours(12), Duration.ofHours(1));
    try (var inbox = new Inbox(journal, time, () -> Detection.reader(CONFIG), 1)) {
      for (int i = 0; i < entries.size(); i += 500) {
        inbox.hand(entries.subList(i, Math.min(entries.size(), i + 500))).get();
      }
      inbox.beat().get();
    }
  }

  private static Optional<Suspicions.Standing> only(Firm firm) {
    return firm.telling().suspicions().all().stream().findFirst();
  }

  @Test
  void whatOneTellsOthersMeasureAndWhatItTakesBackIsGone() throws Exception {
    horizon.set(begin + 3_600_000);
    Firm alpha = firm("alpha", true);
    Firm beta = firm("beta", true);
    Firm gamma = firm("gamma", true);

    var group = List.<Finding>of(Cases.fallen(crew));
    alpha.telling().herald().judged(Cases.NOW, group);
    Proposed proposed = alpha.telling().teller().proposals().getFirst();
    alpha.telling().teller().tell(proposed.id(), new Word("ada", "near the line"));
    alpha.telling().herald().wake();
    for (Firm one : List.of(alpha, beta, gamma)) {
      readUntil(() -> only(one).isPresent());
    }
    assertThat(only(beta).orElseThrow().state()).isEqualTo("waiting");
    List<String> concerned = world.crew().getOrDefault("beta", List.of());
    assertThat(village.member("beta").advised()).containsOnlyKeys(concerned);

    horizon.set(begin + 3 * 3_600_000 + FIRST.toMillis());
    for (Firm one : List.of(alpha, beta, gamma)) {
      readUntil(
          () ->
              only(one).filter(s -> s.joint().log10E().size() == 3).isPresent()
                  && !only(one).orElseThrow().suspected().looks().isEmpty());
    }
    Suspicions.Standing standing = only(beta).orElseThrow();
    assertThat(standing.suspected().accounts()).containsExactlyInAnyOrderElementsOf(concerned);
    assertThat(standing.suspected().log10E()).isGreaterThan(Joint.CONFIRMS);
    assertThat(standing.state()).isEqualTo("confirmed");
    assertThat(standing.joint().guarded()).isGreaterThan(standing.suspected().log10E());

    alpha
        .store()
        .change(
            "ada",
            change ->
                change.protect(
                    new Protection(
                        crew.getFirst(),
                        Protection.Kind.CLEARED,
                        "ada",
                        "A school.",
                        Cases.NOW,
                        Cases.NOW + Cases.DAY)));
    horizon.set(Cases.NOW + 1);
    alpha.telling().herald().wake();
    readUntil(() -> village.leads("beta").isEmpty() && village.leads("gamma").isEmpty());
    assertThat(village.member("beta").advised()).isEmpty();
    readUntil(() -> only(beta).orElseThrow().kept().over());
  }

  private void readUntil(java.util.concurrent.Callable<Boolean> condition) throws Exception {
    Until.until(
        () -> {
          List.of("alpha", "beta", "gamma").forEach(name -> village.member(name).read());
          return condition.call();
        });
  }

  @Test
  void aNumberThatNobodyReleasedStaysAndARulingIsTold() throws Exception {
    horizon.set(begin + 3_600_000);
    Firm alpha = firm("alpha", false);
    Firm beta = firm("beta", false);
    alpha.telling().herald().judged(Cases.NOW, List.<Finding>of(Cases.fallen(crew)));
    Proposed proposed = alpha.telling().teller().proposals().getFirst();
    alpha.telling().teller().tell(proposed.id(), new Word("ada", "near the line"));
    readUntil(() -> only(beta).isPresent());
    horizon.set(begin + 3 * 3_600_000 + FIRST.toMillis());
    readUntil(() -> !only(beta).orElseThrow().suspected().looks().isEmpty());

    Suspicions suspicions = beta.telling().suspicions();
    Proposed answer = suspicions.proposals().getFirst();
    assertThat(answer.kind()).isEqualTo(Told.Kind.ANSWER);
    assertThat(beta.store().read(view -> view.tellings(10)).size()).isZero();
    suspicions.tell(answer.id(), new Word("ben", "they may know"));
    assertThat(suspicions.proposals()).isEmpty();
    beta.telling().herald().wake();
    readUntil(() -> only(alpha).filter(s -> s.joint().log10E().size() == 2).isPresent());

    suspicions.rule(answer.id(), false, new Word("ben", "it is one school"));
    assertThat(only(beta).orElseThrow().state()).isEqualTo("overturned");
    assertThat(village.member("beta").advised()).isEmpty();
    int leads = only(beta).orElseThrow().suspected().leads().size();
    assertThat(beta.store().read(view -> view.tellings(10)).size()).isEqualTo(1 + leads);
    IntStream.range(0, 3).forEach(i -> suspicions.gather());
    assertThat(suspicions.all()).hasSize(1);
  }
}
