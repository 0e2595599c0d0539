// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static io.stillwatch.share.events.Company.NOW;
import static io.stillwatch.share.events.Company.lead;
import static io.stillwatch.share.events.Company.stix;
import static io.stillwatch.share.events.Company.token;
import static io.stillwatch.share.events.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two companies over HTTP.
class FastLaneTest {
  @TempDir Path folder;
  private Company alpha;
  private Company beta;

  @BeforeEach
  void twoCompanies() throws IOException {
    alpha = new Company("alpha", folder.resolve("a"), Map.of(), () -> NOW);
    beta =
        new Company(
            "beta", folder.resolve("b"), Map.of("alpha", alpha.keys.published()), () -> NOW);
    alpha.tell(beta);
  }

  @AfterEach
  void close() {
    alpha.close();
    beta.close();
  }

  @Test
  void whatOneSendsTheOtherHearsOnce() {
    IntStream.range(0, 5).forEach(i -> alpha.transmitter.send(lead(i)));

    until(() -> alpha.transmitter.waiting("beta") == 0);
    assertThat(beta.heard.stream().map(Received::event))
        .containsExactlyInAnyOrder(lead(0), lead(1), lead(2), lead(3), lead(4));
    assertThat(beta.heard).allMatch(event -> event.peer().equals("alpha"));
  }

  @Test
  void aRetractionComesAfterTheLeadThatItTakesBack() {
    var retraction = new Event.Retraction(token(1), stix(1), Event.Reason.WRONG);

    alpha.transmitter.send(lead(1));
    alpha.transmitter.send(retraction);
    until(() -> alpha.transmitter.waiting("beta") == 0);

    assertThat(beta.heard.stream().map(Received::event)).containsExactly(lead(1), retraction);
  }

  @Test
  void whatIsToldAgainAfterACrashIsTakenOnce() {
    var news = List.of(lead(1), lead(2));

    for (int attempt = 0; attempt < 3; attempt++) {
      alpha.transmitter.send("telling-1", peer -> news);
      until(() -> alpha.transmitter.waiting("beta") == 0);
    }
    alpha.transmitter.send("telling-2", peer -> List.of(lead(3)));
    until(() -> alpha.transmitter.waiting("beta") == 0);

    assertThat(beta.heard.stream().map(Received::event))
        .containsExactlyInAnyOrder(lead(1), lead(2), lead(3));
  }

  @Test
  void whatWaitsIsNotAddedTwice() {
    alpha.transmitter.status("beta", Stream.Status.PAUSED);
    alpha.transmitter.send("telling-1", peer -> List.of(lead(1)));
    alpha.transmitter.send("telling-1", peer -> List.of(lead(1)));
    assertThat(alpha.transmitter.waiting("beta")).isEqualTo(1);
  }
}
