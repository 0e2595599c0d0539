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
  void aLeadMeetsAnAccountOfThePeer() {
    beta.ours.add(token(3), 42);

    IntStream.range(0, 5).forEach(i -> alpha.transmitter.send(lead(i)));

    until(() -> beta.leads.all().size() == 5);
    assertThat(beta.heard).hasSize(1);
    assertThat(beta.heard.getFirst().number()).isEqualTo(42);
    assertThat(beta.heard.getFirst().received().event()).isEqualTo(lead(3));
    assertThat(beta.heard.getFirst().received().peer()).isEqualTo("alpha");
    until(() -> alpha.transmitter.waiting("beta") == 0);
  }

  @Test
  void aRetractionTakesTheLeadBackAndIsFinal() {
    beta.ours.add(token(1), 7);
    var retraction = new Event.Retraction(token(1), stix(1), Event.Reason.WRONG);

    alpha.transmitter.send(lead(1));
    alpha.transmitter.send(retraction);
    until(() -> beta.heard.size() == 2);
    alpha.transmitter.send(lead(1));
    until(() -> alpha.transmitter.waiting("beta") == 0);

    assertThat(beta.leads.of(token(1))).isEmpty();
    assertThat(beta.heard.stream().map(h -> h.received().event()))
        .containsExactly(lead(1), retraction);
  }

  @Test
  void whatIsToldAgainAfterACrashIsTakenOnce() {
    beta.ours.add(token(1), 7);
    var news = List.of(lead(1), lead(2));

    for (int attempt = 0; attempt < 3; attempt++) {
      alpha.transmitter.send("telling-1", peer -> news);
      until(() -> alpha.transmitter.waiting("beta") == 0);
    }
    alpha.transmitter.send("telling-2", peer -> List.of(lead(3)));
    until(() -> beta.leads.all().size() == 3);

    assertThat(beta.heard).hasSize(1);
  }

  @Test
  void whatWaitsIsNotAddedTwice() {
    alpha.transmitter.status("beta", Stream.Status.PAUSED);
    alpha.transmitter.send("telling-1", peer -> List.of(lead(1)));
    alpha.transmitter.send("telling-1", peer -> List.of(lead(1)));
    assertThat(alpha.transmitter.waiting("beta")).isEqualTo(1);
  }
}
