// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.share.taxii.client.Connection;
import io.stillwatch.share.taxii.client.Poll;
import io.stillwatch.share.taxii.client.Position;
import io.stillwatch.share.taxii.client.Posted;
import io.stillwatch.share.taxii.client.Pull;
import io.stillwatch.share.taxii.client.TaxiiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub, and two peers that speak with it by our own client.
class HubTest {
  private static final String ANNA = Peer.freshSecret();
  private static final String BEN = Peer.freshSecret();
  private static final Coalition COALITION =
      Coalition.of("Test")
          .with(Peer.bySecret("anna", ANNA))
          .with(Peer.bySecret("ben", BEN))
          .with(TaxiiCollection.of("from-anna", Set.of("ben"), Set.of("anna")));

  @TempDir private Path folder;

  @Test
  void whatOnePostsTheOtherReadsInThatOrderAndGoesOnWhereItEnded() throws Exception {
    try (Hub hub = Hub.start(HubConfig.local(folder), COALITION, InstantSource.system());
        var anna = TaxiiClient.open(Connection.basic("anna", ANNA));
        var ben = TaxiiClient.open(Connection.bearer(BEN))) {
      List<String> sent = LongStream.range(0, 25).mapToObj(Objects::campaign).toList();
      Posted posted = anna.post(hub.collection("from-anna"), sent);
      assertThat(posted.complete()).isTrue();
      assertThat(posted.succeeded()).isEqualTo(25);
      assertThat(anna.status(hub.root(), posted.id())).isEqualTo(posted);
      var read = new ArrayList<String>();
      var poll = new Poll(ben, hub.collection("from-anna"), 4);
      Position end =
          poll.from(
              Position.START, page -> page.objects().forEach(object -> read.add(object.text())));
      assertThat(read).isEqualTo(sent);
      anna.post(hub.collection("from-anna"), List.of(Objects.campaign(99)));
      read.clear();
      poll.from(end, page -> page.objects().forEach(object -> read.add(object.text())));
      assertThat(read).containsExactly(Objects.campaign(99));
    }
  }

  @Test
  void aPullKeepsEveryObjectOnceInAFile() throws Exception {
    Path file = folder.resolve("pulled.jsonl");
    try (Hub hub = Hub.start(HubConfig.local(folder), COALITION, InstantSource.system());
        var anna = TaxiiClient.open(Connection.basic("anna", ANNA));
        var ben = TaxiiClient.open(Connection.bearer(BEN))) {
      List<String> sent = LongStream.range(0, 10).mapToObj(Objects::campaign).toList();
      var pull = new Pull(new Poll(ben, hub.collection("from-anna"), 3), file);
      assertThat(pull.run()).isZero();
      anna.post(hub.collection("from-anna"), sent.subList(0, 6));
      assertThat(pull.run()).isEqualTo(6);
      anna.post(hub.collection("from-anna"), sent);
      assertThat(pull.run()).isEqualTo(4);
      assertThat(Files.readAllLines(file)).isEqualTo(sent);
    }
  }
}
