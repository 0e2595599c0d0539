// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.store.StoreConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a shelf must do on every database.
abstract class ShelfContract {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final long EVER = Long.MIN_VALUE;
  private static final UUID FEED = UUID.fromString("11111111-1111-4111-8111-111111111111");
  private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

  private Instant now = NOON;
  private StoreConfig place;
  private Shelf shelf;

  abstract StoreConfig place() throws Exception;

  @BeforeEach
  void open() throws Exception {
    place = place();
    shelf = Shelf.open(place, () -> now);
  }

  @AfterEach
  void close() {
    shelf.close();
  }

  private static Draft draft(String id, String version) {
    return draft(id, "2.1", version);
  }

  private static Draft draft(String id, String spec, String version) {
    String type = id.substring(0, id.indexOf("--"));
    return new Draft(id, type, spec, version, Instant.parse(version), id + " " + version);
  }

  private static String hour(int hour) {
    return NOON.plus(Duration.ofHours(hour)).toString();
  }

  private List<Long> stamps(UUID collection) {
    return shelf.list(collection, Sieve.newest(EVER, 1000).of(Sieve.Versions.ALL)).items().stream()
        .map(Shelved::stamp)
        .toList();
  }

  @Test
  void stampsRiseStrictlyEvenWhenTheClockStandsStillOrGoesBack() {
    shelf.add(FEED, List.of(draft("tool--a", hour(0)), draft("tool--b", hour(0))));
    shelf.add(OTHER, List.of(draft("tool--a", hour(0))));
    now = NOON.minus(Duration.ofDays(1));
    shelf.add(FEED, List.of(draft("tool--c", hour(0))));
    now = NOON.plus(Duration.ofDays(1));
    shelf.add(FEED, List.of(draft("tool--d", hour(0))));
    long noon = Shelf.micros(NOON);
    assertThat(stamps(FEED)).containsExactly(noon, noon + 1, noon + 3, Shelf.micros(now));
    assertThat(stamps(OTHER)).containsExactly(noon + 2);
  }

  @Test
  void theSameVersionIsThereOnceAndTheFirstIsKept() {
    var second =
        new Draft("tool--a", "tool", "2.1", hour(0), Instant.parse(hour(0)), "another body");
    shelf.add(FEED, List.of(draft("tool--a", hour(0))));
    String told =
        shelf.add(
            FEED,
            "anna",
            List.of(second, draft("tool--b", hour(0)), draft("tool--b", hour(0))),
            added -> added.id() + " " + added.fresh());
    assertThat(told).endsWith(" [false, true, false]");
    assertThat(shelf.read(FEED, Sieve.newest(EVER, 10), 1000).bodies())
        .containsExactly("tool--a " + hour(0), "tool--b " + hour(0));
  }

  @Test
  void aReceiptIsItsOwnersForADay() {
    String told =
        shelf.add(FEED, "anna", List.of(draft("tool--a", hour(0))), added -> "" + added.id());
    UUID id = UUID.fromString(told);
    assertThat(shelf.receipt(id, "anna")).hasValue(told);
    assertThat(shelf.receipt(id, "ben")).isEmpty();
    now = NOON.plus(Duration.ofHours(24));
    assertThat(shelf.receipt(id, "anna")).hasValue(told);
    now = NOON.plus(Duration.ofHours(24)).plusMillis(1);
    assertThat(shelf.receipt(id, "anna")).isEmpty();
    shelf.add(FEED, "anna", List.of(), added -> "" + added.id());
    now = NOON;
    assertThat(shelf.receipt(id, "anna")).as("it is deleted too").isEmpty();
  }

  @Test
  void whatIsAddedWhileNothingIsNewLeavesAReceiptToo() {
    String told = shelf.add(FEED, "anna", List.of(), added -> "" + added.id());
    assertThat(shelf.receipt(UUID.fromString(told), "anna")).hasValue(told);
  }

  @Test
  void anAliasHasOneIdForEver() {
    UUID id = shelf.collection("feed");
    assertThat(id.version()).isEqualTo(4);
    assertThat(shelf.collection("other")).isNotEqualTo(id);
    shelf.close();
    shelf = Shelf.open(place, () -> now);
    assertThat(shelf.collection("feed")).isEqualTo(id);
  }

  @Test
  void bodiesThatAreTooMuchForOnePageComeOnTheNext() {
    List<Draft> drafts =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new Draft(
                        "tool--" + i, "tool", "2.1", hour(0), NOON, "x".repeat(i == 2 ? 90 : 30)))
            .toList();
    shelf.add(FEED, drafts);
    var sizes = new ArrayList<Integer>();
    long after = EVER;
    while (true) {
      Filled page = shelf.read(FEED, Sieve.newest(after, 3), 60);
      sizes.add(page.bodies().size());
      if (!page.slice().more()) {
        break;
      }
      after = page.slice().items().getLast().stamp();
    }
    assertThat(sizes).containsExactly(2, 1, 2);
  }

  @Test
  void whatIsRemovedIsGoneAndTheRestIsNot() {
    shelf.add(
        FEED,
        List.of(
            draft("tool--a", hour(0)),
            draft("tool--a", hour(1)),
            draft("tool--a", "2.0", hour(1)),
            draft("tool--b", hour(0))));
    shelf.add(OTHER, List.of(draft("tool--a", hour(0))));
    var first = new Sieve.Versions(false, true, false, Set.of());
    assertThat(shelf.remove(FEED, "tool--a", Sieve.newest(EVER, 1).of(first))).isEqualTo(1);
    assertThat(stamps(FEED)).hasSize(2); // 2.0 is not asked for
    assertThat(shelf.remove(FEED, "tool--a")).isEqualTo(2);
    assertThat(shelf.remove(FEED, "tool--a")).isZero();
    assertThat(shelf.has(FEED, "tool--a")).isFalse();
    assertThat(shelf.has(FEED, "tool--b")).isTrue();
    assertThat(shelf.has(OTHER, "tool--a")).isTrue();
  }

  /// The condition in SQL beside one in Java, on random objects and random questions.
  @Test
  void whatIsFoundIsWhatAPlainSearchFinds() {
    long seed = 11;
    var random = new Random(seed);
    List<Draft> kept = new ArrayList<>();
    var seen = new HashSet<String>();
    for (int i = 0; i < 120; i++) {
      Draft one =
          draft(
              (random.nextBoolean() ? "tool--" : "campaign--") + random.nextInt(15),
              random.nextInt(4) == 0 ? "2.0" : "2.1",
              hour(random.nextInt(6)));
      if (seen.add(one.id() + one.spec() + one.at())) {
        kept.add(one);
        shelf.add(FEED, List.of(one));
      }
    }
    List<Long> stamps = everyStamp();
    assertThat(stamps).hasSameSizeAs(kept);
    for (int i = 0; i < 300; i++) {
      Sieve sieve = sieve(random, stamps);
      List<String> expected =
          IntStream.range(0, kept.size())
              .filter(at -> stamps.get(at) > sieve.after() && plainly(kept.get(at), kept, sieve))
              .mapToObj(at -> kept.get(at).body())
              .toList();
      Filled found = shelf.read(FEED, sieve, 1_000_000);
      assertThat(found.bodies())
          .as("seed %d, question %d: %s", seed, i, sieve)
          .isEqualTo(expected.subList(0, Math.min(sieve.most(), expected.size())));
      assertThat(found.slice().more()).isEqualTo(expected.size() > sieve.most());
    }
  }

  private List<Long> everyStamp() {
    var both = Set.of("2.0", "2.1");
    return shelf
        .list(FEED, new Sieve(EVER, 1000, Set.of(), Set.of(), both, Sieve.Versions.ALL))
        .items()
        .stream()
        .map(Shelved::stamp)
        .toList();
  }

  private static Sieve sieve(Random random, List<Long> stamps) {
    Set<Instant> times =
        random.nextBoolean() ? Set.of() : Set.of(Instant.parse(hour(random.nextInt(6))));
    boolean last = random.nextBoolean();
    var versions =
        new Sieve.Versions(
            random.nextInt(4) == 0, random.nextBoolean(), last || times.isEmpty(), times);
    return new Sieve(
        random.nextBoolean() ? EVER : stamps.get(random.nextInt(stamps.size())),
        1 + random.nextInt(40),
        random.nextBoolean() ? Set.of() : Set.of("tool--" + random.nextInt(15), "campaign--3"),
        random.nextInt(3) > 0 ? Set.of() : Set.of("campaign"),
        random.nextInt(3) > 0 ? Set.of() : Set.of("2.0"),
        versions);
  }

  private static boolean plainly(Draft one, List<Draft> all, Sieve sieve) {
    List<Draft> same = all.stream().filter(other -> other.id().equals(one.id())).toList();
    String newest = same.stream().map(Draft::spec).max(Comparator.naturalOrder()).orElseThrow();
    List<Instant> times =
        same.stream()
            .filter(other -> other.spec().equals(one.spec()))
            .map(Draft::at)
            .sorted()
            .toList();
    var versions = sieve.versions();
    return (sieve.ids().isEmpty() || sieve.ids().contains(one.id()))
        && (sieve.types().isEmpty() || sieve.types().contains(one.type()))
        && (sieve.specs().isEmpty()
            ? one.spec().equals(newest)
            : sieve.specs().contains(one.spec()))
        && (versions.all()
            || (versions.first() && one.at().equals(times.getFirst()))
            || (versions.last() && one.at().equals(times.getLast()))
            || versions.exactly().contains(one.at()));
  }

  /// Those that come while the first is being written are written together.
  @Test
  void aPostThatFailsHarmsNoneOfThoseWhoShareItsTransaction() throws Exception {
    var atDisk = new CountDownLatch(1);
    var first = new CountDownLatch(1);
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Future<String> slow =
          threads.submit(() -> post("tool--first", added -> awaited(atDisk, first)));
      atDisk.await();
      Future<String> bad = threads.submit(() -> post("tool--bad", added -> broken()));
      List<Future<String>> good =
          IntStream.range(0, 6)
              .mapToObj(i -> "tool--" + i / 2) // each is posted twice
              .map(id -> threads.submit(() -> post(id, added -> id + " " + added.fresh())))
              .toList();
      adding(8);
      first.countDown();
      assertThat(slow.get()).isEqualTo("slow");
      assertThatThrownBy(bad::get).hasRootCauseMessage("no receipt");
      for (int object = 0; object < 3; object++) {
        assertThat(List.of(good.get(2 * object).get(), good.get(2 * object + 1).get()))
            .containsExactlyInAnyOrder(
                "tool--" + object + " [true]", "tool--" + object + " [false]");
      }
    }
    assertThat(shelf.has(FEED, "tool--bad")).isFalse();
    assertThat(stamps(FEED)).hasSize(4).doesNotHaveDuplicates();
  }

  private String post(String id, Function<Shelf.Added, String> receipt) {
    return shelf.add(FEED, "anna", List.of(draft(id, hour(0))), receipt);
  }

  private void adding(int callers) {
    while (shelf.adding() < callers) {
      Thread.onSpinWait();
    }
  }

  private static String awaited(CountDownLatch began, CountDownLatch end) {
    try {
      began.countDown();
      end.await();
      return "slow";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String broken() {
    throw new IllegalStateException("no receipt");
  }

  /// Two replicas, eight writers, and a reader that pages all the while.
  @Test
  void aReaderSeesWhatManyWritersOfTwoReplicasAddExactlyOnce() throws Exception {
    int writers = 8;
    int posts = 25;
    var running = new AtomicInteger(writers);
    try (Shelf replica = Shelf.open(place, () -> now);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        Shelf mine = writer % 2 == 0 ? shelf : replica;
        all.add(threads.submit(() -> write(mine, number, posts, running)));
      }
      Callable<List<String>> reader = () -> read(replica, running);
      List<String> seen = threads.submit(reader).get();
      for (Future<?> one : all) {
        one.get();
      }
      assertThat(seen).doesNotHaveDuplicates().hasSize(writers * posts * 3);
    }
  }

  private Object write(Shelf mine, int number, int posts, AtomicInteger running) {
    try {
      for (int post = 0; post < posts; post++) {
        String name = "tool--%d-%d-".formatted(number, post);
        mine.add(
            FEED,
            List.of(draft(name + 0, hour(0)), draft(name + 1, hour(0)), draft(name + 2, hour(0))));
      }
      return number;
    } finally {
      running.decrementAndGet();
    }
  }

  /// Each page begins where the last ended; a post of three is there as a whole or not at all.
  private static List<String> read(Shelf mine, AtomicInteger running) {
    var seen = new ArrayList<String>();
    long after = EVER;
    boolean over = false;
    while (true) {
      Slice slice = mine.list(FEED, Sieve.newest(after, 7));
      slice.items().forEach(one -> seen.add(one.id()));
      if (!slice.items().isEmpty()) {
        after = slice.items().getLast().stamp();
      }
      if (slice.more()) {
        continue;
      }
      assertThat(seen.size() % 3).as("a post is visible as a whole").isZero();
      if (over) {
        return seen;
      }
      over = running.get() == 0;
    }
  }
}
