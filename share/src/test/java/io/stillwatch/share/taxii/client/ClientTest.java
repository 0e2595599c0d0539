// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.share.taxii.Objects;
import io.stillwatch.share.taxii.Taxii;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our client before servers that are slow, broken or of bad will.
class ClientTest {
  private static final String T1 = "2026-01-31T12:00:01.000000Z";
  private static final String T2 = "2026-01-31T12:00:02.000000Z";

  @TempDir private Path folder;
  private final List<Duration> waited = new ArrayList<>();
  private Scripted server;
  private TaxiiClient client;

  @BeforeEach
  void start() throws IOException {
    server = new Scripted();
    client = TaxiiClient.open(Connection.bearer("s3cret"), waited::add);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Poll poll() {
    return new Poll(client, server.collection(), 2);
  }

  private List<String> all() {
    var ids = new ArrayList<String>();
    poll()
        .from(Position.START, page -> page.objects().forEach(one -> ids.add(one.id().orElse(""))));
    return ids;
  }

  private static String envelope(String more, long... numbers) {
    var objects = new ArrayList<String>();
    for (long number : numbers) {
      objects.add(Objects.campaign(number));
    }
    return "{" + more + "\"objects\":[" + String.join(",", objects) + "]}";
  }

  @Test
  void itWaitsAsLongAsItIsAskedToAndTriesAgain() {
    server
        .then(503, Map.of("Retry-After", "7"), "")
        .then(429, Map.of("Retry-After", "999999"), "")
        .then(502, Map.of("Retry-After", "soon"), "")
        .page(T1, envelope("", 1));
    assertThat(all()).containsExactly(Objects.id("campaign", 1));
    assertThat(waited)
        .containsExactly(Duration.ofSeconds(7), Duration.ofMinutes(5), Duration.ofSeconds(4));
  }

  @Test
  void itGivesUpAfterSixAttempts() {
    server.then(503, Map.of(), "");
    assertThatThrownBy(this::all).isInstanceOf(TaxiiFailed.class).hasMessageContaining("503");
    assertThat(server.asked).hasSize(6);
  }

  @Test
  void aServerThatIsNotThereIsNamedAndTheSecretIsNot() throws IOException {
    URI gone = server.collection();
    server.close();
    assertThatThrownBy(() -> client.page(gone, Position.START, 1))
        .isInstanceOf(TaxiiFailed.class)
        .hasMessageContaining("does not answer")
        .hasMessageNotContaining("s3cret");
    assertThat(waited).hasSize(5);
  }

  @Test
  void moreWithoutNextIsFollowedByTheLastStamp() {
    server.page(T1, envelope("\"more\":true,", 1)).page(T2, envelope("\"more\":false,", 2));
    assertThat(all()).hasSize(2);
    assertThat(server.asked.getLast()).endsWith("added_after=2026-01-31T12%3A00%3A01.000000Z");
  }

  @Test
  void nextIsGivenBackWithTheFirstAddedAfter() {
    server.page(T1, envelope("\"more\":true,\"next\":\"a b&c\",", 1)).page(T2, envelope("", 2));
    Position end = poll().from(Position.after("2020-01-01T00:00:00Z"), page -> {});
    assertThat(server.asked.getLast())
        .endsWith("?limit=2&added_after=2020-01-01T00%3A00%3A00Z&next=a+b%26c");
    assertThat(end).isEqualTo(Position.after(T2));
  }

  @Test
  void moreForEverWithoutAnythingEnds() {
    server.then(200, Map.of(), "{\"more\":true}");
    assertThatThrownBy(this::all).hasMessageContaining("makes no way");
    assertThat(server.asked).hasSizeLessThan(5);
  }

  @Test
  void theSameNextAgainAndAgainEnds() {
    server.page(T1, envelope("\"more\":true,\"next\":\"x\",", 1));
    assertThatThrownBy(this::all).hasMessageContaining("makes no way");
    assertThat(server.asked).hasSizeLessThan(5);
  }

  @Test
  void aRingOfNextsEnds() {
    for (int i = 0; i < 10; i++) {
      server.page(T1, envelope("\"more\":true,\"next\":\"" + i % 3 + "\",", 1));
    }
    assertThatThrownBy(this::all).hasMessageContaining("makes no way");
  }

  @Test
  void newNextsWithoutObjectsEnd() {
    for (int i = 0; i < 200; i++) {
      server.then(200, Map.of(), "{\"more\":true,\"next\":\"" + i + "\"}");
    }
    assertThatThrownBy(this::all).hasMessageContaining("makes no way");
  }

  @Test
  void objectsWithoutTheirStampAreRefused() {
    server.then(200, Map.of(), envelope("", 1));
    assertThatThrownBy(this::all).hasMessageContaining(Taxii.LAST);
  }

  @Test
  void answersThatAreNoneAreNamed() {
    for (String body : List.of("", "<html>", "[]", "{\"objects\":3}", "{\"objects\":[")) {
      server.then(200, Map.of(), body);
    }
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::all)
          .isInstanceOf(TaxiiFailed.class)
          .hasMessageContaining("no envelope of TAXII");
    }
  }

  @Test
  void aRedirectIsNotFollowedForItWouldCarryTheSecretElsewhere() {
    server.then(302, Map.of("Location", "http://127.0.0.1:1/"), "");
    assertThatThrownBy(this::all).hasMessageContaining("302");
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void plainTextGoesToThisMachineOnly() {
    assertThatThrownBy(() -> client.get(URI.create("http://192.0.2.1/taxii2/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
  }

  @Test
  void aPullThatBreaksOffGoesOnThereAndKeepsEachObjectOnce() throws IOException {
    Path file = folder.resolve("all.jsonl");
    server
        .page(T1, envelope("\"more\":true,\"next\":\"n1\",", 1, 2))
        .then(404, Map.of(), "gone")
        .then(404, Map.of(), "gone");
    var pull = new Pull(poll(), file);
    assertThatThrownBy(pull::run).isInstanceOf(TaxiiFailed.class);
    assertThat(Files.readAllLines(file)).hasSize(2);
    Files.writeString(file, "half a li", java.nio.file.StandardOpenOption.APPEND);
    server.then(200, Map.of(Taxii.FIRST, T2, Taxii.LAST, T2), envelope("", 3));
    assertThatThrownBy(() -> client.get(server.collection())).hasMessageContaining("404");
    assertThat(pull.run()).isEqualTo(1);
    assertThat(server.asked.getLast()).endsWith("&next=n1");
    assertThat(ids(file)).containsExactly(1L, 2L, 3L);
  }

  private static List<Long> ids(Path file) throws IOException {
    var numbers = new ArrayList<Long>();
    for (String line : Files.readAllLines(file)) {
      for (long number = 1; number < 10; number++) {
        if (line.contains(Objects.id("campaign", number))) {
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  @Test
  void aNextThatTheServerForgotIsReadAgainFromTheLastWholeReading() throws IOException {
    Path file = folder.resolve("all.jsonl");
    server
        .page(T1, envelope("", 1))
        .page(T2, envelope("\"more\":true,\"next\":\"n1\",", 2))
        .then(503, Map.of("Retry-After", "0"), "")
        .then(503, Map.of(), "")
        .then(503, Map.of(), "")
        .then(503, Map.of(), "")
        .then(503, Map.of(), "")
        .then(503, Map.of(), "")
        .then(400, Map.of(), "which next?")
        .page(T2, envelope("", 2, 3));
    var pull = new Pull(poll(), file);
    assertThat(pull.run()).isEqualTo(1);
    assertThatThrownBy(pull::run).hasMessageContaining("503");
    assertThat(ids(file)).containsExactly(1L, 2L);
    assertThat(pull.run()).isEqualTo(2);
    assertThat(server.asked.getLast()).contains("added_after").doesNotContain("next");
    assertThat(ids(file)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFileThatIsNotOneOfThePullIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
    server.page(T1, envelope("", 1));
    assertThatThrownBy(() -> new Pull(poll(), file).run()).hasMessageContaining("has no mark");
    assertThat(Files.readString(file)).isEqualTo("mine");
    Path other = folder.resolve("other.jsonl");
    new Pull(poll(), other).run();
    Poll elsewhere = new Poll(client, server.collection().resolve("../d/"), 2);
    assertThatThrownBy(() -> new Pull(elsewhere, other).run()).hasMessageContaining("name another");
    Files.writeString(other, "");
    assertThatThrownBy(() -> new Pull(poll(), other).run()).hasMessageContaining("shorter");
  }

  @Test
  void aPushSendsNoMoreAtOnceThanTheServerTakes() {
    int size = Objects.campaign(1).length();
    String status =
        "{\"id\":\"s\",\"status\":\"complete\",\"success_count\":2,\"failure_count\":1}";
    server
        .then(200, Map.of(), "{\"max_content_length\":" + (2 * size + 70) + "}")
        .then(202, Map.of(), status);
    URI root = server.collection().resolve("../../");
    List<String> objects = List.of(Objects.campaign(1), Objects.campaign(2), Objects.campaign(3));
    Posted posted = new Push(client, root, server.collection()).all(objects);
    assertThat(server.asked).hasSize(3);
    assertThat(posted.succeeded()).isEqualTo(4);
    assertThat(posted.failures()).hasSize(2);
    server.then(200, Map.of(), "{\"max_content_length\":100}");
  }
}
