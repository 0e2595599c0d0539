// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Callers of the HTTP interface that break off, dawdle or overdo it. What is said to be taken is
/// taken, once; and the others are answered.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsTest {
  private static final int SLOW = 50;
  private static final AtomicInteger IDS = new AtomicInteger();

  @TempDir static Path folder;
  private static Running running;
  private static final List<Line> SLOW_HEADS = new ArrayList<>();
  private static final List<Line> SLOW_BODIES = new ArrayList<>();
  private static final List<Line> DEAF = new ArrayList<>();

  @BeforeAll
  static void aServerWithSlowCallers() throws IOException {
    running = Running.start(folder.resolve("data"), Map.of());
    for (int i = 0; i < SLOW; i++) {
      SLOW_HEADS.add(new Line(running.port()).send("GET /v1/camp"));
      SLOW_BODIES.add(new Line(running.port()).send(head(1_000) + "{\"ts\":\"20"));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    for (Line one : SLOW_BODIES) {
      one.close();
    }
    for (Line one : DEAF) {
      one.close();
    }
    running.close();
  }

  @AfterEach
  void othersAreAnswered() throws Exception {
    assertThat(running.ready().path("detection").asBoolean()).isTrue();
    assertThat(running.get("/v1/campaigns").status()).isEqualTo(200);
  }

  private static String head(long length) {
    return "POST /v1/exchanges HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n"
        .formatted(running.admin, length);
  }

  /// Lines of exchanges that nobody has sent yet.
  private static String lines(int count) {
    var lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"ts\":\"2026-03-20T00:00:00Z\",\"request_id\":\"f%d\",\"account_id\":\"a\"}\n"
              .formatted(IDS.incrementAndGet()));
    }
    return lines.toString();
  }

  private static Caller.Said post(byte[] body) throws Exception {
    return running.caller.call(running.admin, "POST /v1/exchanges", "/v1/exchanges", body);
  }

  private static double seen() throws Exception {
    running.caughtUp();
    return running.figure("stillwatch_observations_seen_total");
  }

  @Test
  @Order(1)
  void ofABodyThatIsCutWhatWasTakenIsSaidAndTheRestIsTakenOnce() throws Exception {
    double before = seen();
    String body = lines(4_000);
    String half = body.substring(0, body.length() / 2);
    String said;
    try (Line caller = new Line(running.port())) {
      said = caller.send(head(body.length()) + half).endsItsHalf().readAll();
    }
    assertThat(said).startsWith("HTTP/1.1 400 ").containsPattern("[1-9][0-9,]* entries were taken");

    assertThat(post(body.getBytes(UTF_8)).json().path("taken").asInt()).isEqualTo(4_000);
    assertThat(seen() - before).isEqualTo(4_000);
  }

  @Test
  @Order(2)
  void aCallerWhoEndsItsHalfIsStillAnswered() throws Exception {
    try (Line caller = new Line(running.port())) {
      String body = lines(3);
      String said = caller.send(head(body.length()) + body).endsItsHalf().readAll();
      assertThat(said).startsWith("HTTP/1.1 200 ").contains("\"taken\":3");
    }
  }

  @Test
  @Order(3)
  void aLineOfAHundredMegabytesIsRefusedAndTheNextIsTaken() throws Exception {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) 'x');
    List<InputStream> parts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      parts.add(new java.io.ByteArrayInputStream(piece));
    }
    parts.add(new java.io.ByteArrayInputStream(("\n" + lines(1)).getBytes(UTF_8)));
    var body = new SequenceInputStream(Collections.enumeration(parts));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + "/v1/exchanges"))
            .header("Authorization", "Bearer " + running.admin)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body));
    try (var client = HttpClient.newHttpClient()) {
      var said = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(said.body()).contains("\"taken\":1,\"rejected\":1,").contains("\"line\":1");
      assertThat(said.body()).doesNotContain("xxx");
    }
  }

  @Test
  @Order(4)
  void gzipThatBreaksOffIsNamedAndWhatCameBeforeIsTaken() throws Exception {
    byte[] whole = packed(lines(20_000));
    var said = post(Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.json().path("taken").asInt()).isBetween(10_000, 19_999);
    assertThat(said.json().path("warnings").toString()).contains("the body broke off at byte");
  }

  /// A little more than a gigabyte, all of it one line; two megabytes packed.
  @Test
  @Order(4)
  void whatUnpacksToAGigabyteIsNotReadToItsEnd() throws Exception {
    var bytes = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(lines(1).getBytes(UTF_8));
      for (int i = 0; i < 1_100; i++) {
        out.write(zeros);
      }
    }
    var said = post(bytes.toByteArray());
    assertThat(said.status()).isEqualTo(413);
    assertThat(said.text()).contains("unpacks to more than");
  }

  private static byte[] packed(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  @Order(5)
  void linesThatAreNestedTooDeepOrNotUtf8AreRefusedOneByOne() throws Exception {
    var body = new ByteArrayOutputStream();
    for (String opening : List.of("[", "{\"a\":")) {
      body.write(opening.repeat(200_000).getBytes(UTF_8));
      body.write('\n');
    }
    for (int odd : new int[] {0xff, 0xc0, 0xed}) {
      body.write(("{\"ts\":\"2026-03-20T00:00:00Z\",\"request_id\":\"").getBytes(UTF_8));
      body.write(new byte[] {(byte) odd, (byte) 0xa0, (byte) 0x80});
      body.write("\",\"account_id\":\"a\"}\n".getBytes(UTF_8));
    }
    body.write(lines(1).getBytes(UTF_8));
    var said = post(body.toByteArray()).json();
    assertThat(said.path("rejected").asInt()).isEqualTo(5);
    assertThat(said.path("taken").asInt()).isEqualTo(1);
  }

  @Test
  @Order(6)
  void whoNeverReadsItsAnswerHoldsUpNobodyElse() throws Exception {
    String ask = "GET /openapi.yaml HTTP/1.1\r\nhost: x\r\n\r\n";
    for (int i = 0; i < SLOW; i++) {
      DEAF.add(new Line(running.port()).send(ask.repeat(200)));
    }
    assertThat(running.get("/v1/campaigns").status()).isEqualTo(200);
  }

  /// All bodies but their last byte are there before the first is read to its end.
  @Test
  @Order(7)
  void whenThereIsNoRoomSomeAreSentAwayAndNothingIsLostOrTakenTwice() throws Exception {
    double before = seen();
    List<String> bodies = new ArrayList<>();
    List<Line> callers = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      bodies.add(lines(1_500));
      String body = bodies.getLast();
      callers.add(new Line(running.port()).send(head(body.length()) + body.substring(1)));
    }
    for (Line caller : callers) {
      caller.send("\n").endsItsHalf();
    }
    List<String> answers = new ArrayList<>();
    for (Line caller : callers) {
      answers.add(caller.readAll());
      caller.close();
    }
    assertThat(answers).allMatch(one -> one.matches("(?s)HTTP/1.1 (200|429) .*"));
    assertThat(answers)
        .filteredOn(one -> one.startsWith("HTTP/1.1 429 "))
        .isNotEmpty()
        .allMatch(one -> one.contains("Retry-After: 1") && one.contains("may be sent again"));
    assertThat(running.figure("stillwatch_entries_full_total")).isPositive();
    for (String body : bodies) {
      assertThat(post(body.getBytes(UTF_8)).status()).isEqualTo(200);
    }
    assertThat(seen() - before).isEqualTo(60 * 1_500);
  }

  @Test
  @Order(8)
  void whoSaysNothingForHalfAMinuteIsHungUpOn() throws Exception {
    for (Line one : SLOW_HEADS) {
      assertThat(one.readAll()).doesNotContain("200 OK");
      one.close();
    }
  }
}
