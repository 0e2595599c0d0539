// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Position;
import io.stillwatch.share.taxii.client.TaxiiClient;
import io.stillwatch.store.StoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Two hubs on one PostgreSQL, over HTTP.
class ReplicasTest {
  private static final int WRITERS = 6;
  private static final int POSTS = 15;
  private static final int OBJECTS = 4;
  private static final String SECRET = Peer.freshSecret();
  private static final Coalition COALITION =
      Coalition.of("Test")
          .with(Peer.bySecret("anna", SECRET))
          .with(TaxiiCollection.of("rw", Set.of("*"), Set.of("*")));

  @Test
  void aReaderOfEitherSeesWhatIsPostedToBothExactlyOnce() throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      var place =
          new StoreConfig.Server(database.getJdbcUrl("postgres", "postgres"), "postgres", "");
      try (Hub one = Hub.start(HubConfig.local(place), COALITION, InstantSource.system());
          Hub two = Hub.start(HubConfig.local(place), COALITION, InstantSource.system());
          var client = TaxiiClient.open(Connection.bearer(SECRET));
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        assertThat(one.id("rw")).isEqualTo(two.id("rw"));
        var running = new AtomicInteger(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          int number = writer;
          writers.add(
              threads.submit(() -> write(client, number % 2 == 0 ? one : two, number, running)));
        }
        List<String> seen = read(client, List.of(one, two), running);
        for (Future<?> writer : writers) {
          writer.get();
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(WRITERS * POSTS * OBJECTS);
        whatOneRemovesTheOtherNoLongerHas(client, one, two);
      }
    }
  }

  private static void whatOneRemovesTheOtherNoLongerHas(TaxiiClient client, Hub one, Hub two) {
    String id = Objects.id("campaign", 3);
    URI object = two.collection("rw").resolve("objects/" + id + "/");
    assertThat(client.get(object).path("objects")).hasSize(1);
    assertThat(one.shelf().remove(one.id("rw"), id)).isEqualTo(1);
    assertThatThrownBy(() -> client.get(object)).hasMessageContaining("404");
  }

  private static boolean write(TaxiiClient client, Hub hub, int writer, AtomicInteger running) {
    try {
      for (int post = 0; post < POSTS; post++) {
        long first = (writer * (long) POSTS + post) * OBJECTS;
        client.post(
            hub.collection("rw"),
            LongStream.range(first, first + OBJECTS).mapToObj(Objects::campaign).toList());
      }
      return true;
    } finally {
      running.decrementAndGet();
    }
  }

  /// Goes from one hub to the other after each reading, with what it knows from the last.
  private static List<String> read(TaxiiClient client, List<Hub> hubs, AtomicInteger running) {
    var seen = new ArrayList<String>();
    Position at = Position.START;
    boolean over = false;
    for (int turn = 0; ; turn++) {
      var poll = new Poll(client, hubs.get(turn % 2).collection("rw"), 5);
      at = poll.from(at, page -> page.objects().forEach(one -> seen.add(one.id().orElseThrow())));
      assertThat(seen.size() % OBJECTS).as("a post is visible as a whole").isZero();
      if (over) {
        return seen;
      }
      over = running.get() == 0;
    }
  }
}
