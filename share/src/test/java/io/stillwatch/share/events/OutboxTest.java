// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import static io.stillwatch.share.events.Company.NOW;
import static io.stillwatch.share.events.Company.lead;
import static io.stillwatch.share.events.Company.stix;
import static io.stillwatch.share.events.Company.token;
import static io.stillwatch.share.events.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.door.Keep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Peers that are down, restarts, and outboxes that are full.
class OutboxTest {
  @TempDir Path folder;
  private Instant now = NOW;

  private Company company(String name, String peer, int port, int waiting) throws IOException {
    Map<String, String> peers =
        Map.of(peer, SigningKeys.open(folder.resolve(peer).resolve("keys")).published());
    return new Company(name, folder.resolve(name), peers, () -> now, port, waiting);
  }

  @Test
  void aPeerThatIsDownGetsItWhenItIsBackEvenAfterOurRestart() throws IOException {
    int port;
    try (Company alpha = company("alpha", "beta", 0, 1_000)) {
      try (Company beta = company("beta", "alpha", 0, 1_000)) {
        port = beta.push().getPort();
        alpha.tell(beta);
      }
      IntStream.range(0, 300).forEach(i -> alpha.transmitter.send(lead(i)));
      assertThat(alpha.transmitter.waiting("beta")).isEqualTo(300);
    }
    try (Company alpha = company("alpha", "beta", 0, 1_000);
        Company beta = company("beta", "alpha", port, 1_000)) {
      until(() -> alpha.transmitter.waiting("beta") == 0);
      assertThat(beta.heard).hasSize(300);
      assertThat(alpha.transmitter.dropped()).isZero();
    }
  }

  @Test
  void aFullOutboxGivesUpTheOldestNewsAndNoRetraction() throws IOException {
    try (Company alpha = company("alpha", "beta", 0, 10)) {
      Company beta = company("beta", "alpha", 0, 10);
      alpha.tell(beta);
      beta.close();
      alpha.transmitter.status("beta", Stream.Status.PAUSED);
      alpha.transmitter.send(new Event.Retraction(token(99), stix(99), Event.Reason.WRONG));
      IntStream.range(0, 20).forEach(i -> alpha.transmitter.send(lead(i)));

      assertThat(alpha.transmitter.waiting("beta")).isEqualTo(10);
      assertThat(alpha.transmitter.dropped()).isEqualTo(11);
      List<Parcel> left = new Outbox(alpha.keep, () -> now, 10).next("beta", 20);
      assertThat(left.getFirst().rank()).isEqualTo(Parcel.DUTY);
      assertThat(left.get(1).subject()).isEqualTo(token(11).hex());
    }
  }

  @Test
  void whatIsOverIsNotBrought() throws IOException {
    var outbox = new Outbox(Keep.in(folder), () -> now, 10);
    outbox.add(List.of(parcel("old", NOW.plusSeconds(5)), parcel("new", NOW.plusSeconds(50))));
    now = NOW.plusSeconds(5);

    assertThat(outbox.next("beta", 10)).extracting(Parcel::id).containsExactly("new");
    assertThat(outbox.size("beta")).isEqualTo(1);
  }

  private static Parcel parcel(String id, Instant expires) {
    return new Parcel("beta", id, id, Parcel.NEWS, expires, "token");
  }

  @Test
  void whatThePeerRefusesForGoodIsNotBroughtAgain() throws IOException {
    try (Company alpha = company("alpha", "beta", 0, 10);
        Company strict = new Company("beta", folder.resolve("beta"), Map.of(), () -> now, 0, 10)) {
      alpha.tell(strict);
      alpha.transmitter.send(lead(1));
      until(() -> alpha.transmitter.waiting("beta") == 0);
      assertThat(strict.heard).isEmpty();
    }
  }

  @Test
  void aPausedStreamWaitsAndADisabledOneLoses() throws IOException {
    try (Company alpha = company("alpha", "beta", 0, 10);
        Company beta = company("beta", "alpha", 0, 10)) {
      alpha.tell(beta);
      alpha.transmitter.status("beta", Stream.Status.PAUSED);
      alpha.transmitter.send(lead(1));
      assertThat(alpha.transmitter.waiting("beta")).isEqualTo(1);
      alpha.transmitter.status("beta", Stream.Status.ENABLED);
      until(() -> beta.heard.size() == 1);

      alpha.transmitter.status("beta", Stream.Status.DISABLED);
      assertThat(alpha.transmitter.send(lead(2))).isZero();
      assertThat(alpha.transmitter.waiting("beta")).isZero();
    }
  }
}
