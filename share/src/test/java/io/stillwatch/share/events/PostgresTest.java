// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static io.stillwatch.share.events.Company.NOW;
import static io.stillwatch.share.events.Company.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.blind.Quotas;
import io.stillwatch.share.door.Keep;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same statements on a real PostgreSQL.
class PostgresTest {
  private static EmbeddedPostgres server;
  private static Keep keep;

  @BeforeAll
  static void aServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
    keep = Keep.over(server.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void whatWaitsIsBoundedAndInOrder() {
    var outbox = new Outbox(keep, () -> NOW, 3);
    outbox.add(
        IntStream.range(0, 5)
            .mapToObj(
                i -> new Parcel("beta", "id" + i, "s", i == 0 ? 1 : 0, NOW.plusSeconds(9), "t"))
            .toList());

    assertThat(outbox.next("beta", 9)).extracting(Parcel::id).containsExactly("id0", "id3", "id4");
    outbox.remove("beta", List.of("id0"));
    assertThat(outbox.size("beta")).isEqualTo(2);
  }

  @Test
  void eventsStreamsAndCountsAreRemembered() {
    var seen = new Seen(keep, () -> NOW, 10);
    seen.add(new Received("alpha", "1", NOW, lead(1)));
    seen.add(new Received("alpha", "1", NOW, lead(1)));
    var push =
        new Stream.Delivery.Push(URI.create("https://beta.example/push"), Optional.of("Bearer x"));
    var stream =
        new Stream(
            "id", "beta", "https://beta.example", push, EventForm.TYPES, Stream.Status.PAUSED, "");
    var streams = new Streams(keep);
    streams.put(stream.with(Stream.Status.ENABLED));
    streams.put(stream);

    assertThat(seen.has("alpha", "1")).isTrue();
    assertThat(streams.all()).containsExactly(stream);
    assertThat(new Quotas(keep, Map.of("alpha", 2L), () -> NOW).usage("alpha"))
        .isEqualTo(new Quotas.Usage(0, 8));
  }
}
