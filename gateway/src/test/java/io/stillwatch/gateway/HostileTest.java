// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.gateway.GatewayConfig.Limits;
import io.stillwatch.gateway.GatewayConfig.Patience;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.desk.Used;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers that mean harm, and upstreams that fail: nothing gets through that should not,
/// everything is settled, and the gateway goes on answering.
class HostileTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          100,
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));
  private static final Limits SMALL =
      new Limits(20, 5, 1 << 20, 1 << 16, 4 << 20, 1 << 16, 100, 1024);
  private static final String HEAD =
      "POST /v1/chat/completions HTTP/1.1\r\nauthorization: Bearer sk\r\n";

  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(config -> config.with(SHORT).with(SMALL));
  }

  @AfterEach
  void itStillAnswersAndOwesNothing() {
    assertThat(world.chat("sk-after", "{\"messages\":[]}").statusCode()).isEqualTo(200);
    until(() -> world.desk.open.get() == 0);
    world.close();
    assertThat(world.desk.twice.get()).isZero();
  }

  private String said(String bytes) throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.send(bytes);
      return caller.readAll();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What two servers could read in two ways (RFC 9112, section 11.2).
        "host: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/x HTTP/1.1\r\n\r\n",
        "host: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
        "host: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "host: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n",
        "host: x\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n",
        "host: x\r\ntransfer-encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
        "host: x\r\ncontent-length: +5\r\n\r\nhello",
        "host: x\r\ncontent-length: 5, 5\r\n\r\nhello",
        "host: x\r\nhost: y\r\ncontent-length: 2\r\n\r\n{}",
        "content-length: 2\r\n\r\n{}",
        "host: x\r\nbad header\r\ncontent-length: 2\r\n\r\n{}",
        "host: x\nevil: y\r\ncontent-length: 2\r\n\r\n{}"
      })
  void aRequestThatCanBeReadInTwoWaysIsRefusedAndTheConnectionEnds(String rest) throws IOException {
    String said = said(HEAD + rest);

    assertThat(said).matches("(?s)HTTP/1.1 (400|501) .*");
    assertThat(said.split("HTTP/1.1 ")).as("replies on the connection").hasSize(2);
    assertThat(world.provider.requests).isEmpty();
    assertThat(world.desk.questions).isEmpty();
  }

  @Test
  void aBrokenChunkEndsTheConnectionAndReachesNobody() throws IOException {
    said(HEAD + "host: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

    assertThat(world.provider.requests).isEmpty();
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    String two =
        (HEAD + "host: x\r\ncontent-length: 15\r\n\r\n{\"messages\":[]}").repeat(50)
            + "GET /v1/models HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk\r\nconnection: close\r\n\r\n";

    String said = said(two);

    assertThat(said.split("Hello there", -1)).hasSize(51);
    assertThat(said).endsWith("\"data\":[]}");
  }

  @Test
  void aHeadThatComesTooSlowlyIsCutOff() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.send("POST /v1/chat");

      assertThat(caller.readAll()).isEmpty();
    }
    assertThat(world.gateway.stats().of(Count.SLOW)).isEqualTo(1);
  }

  @Test
  void aBodyThatComesTooSlowlyIsCutOff() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.send(HEAD + "host: x\r\ncontent-length: 1000\r\n\r\n{");

      assertThat(caller.readAll()).isEmpty();
    }
    assertThat(world.gateway.stats().of(Count.SLOW)).isEqualTo(1);
  }

  @Test
  void aCallerWhoTakesNothingOfItsReplyIsCutOff() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk", "{\"model\":\"endless\",\"stream\":true}");

      until(() -> world.gateway.stats().of(Count.SLOW) == 1);
    }
    until(() -> world.provider.streamsCut.get() == 1);
  }

  @Test
  void aLineOfAHundredMegabytesIsRefusedUnread() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.send(HEAD + "host: x\r\ntransfer-encoding: chunked\r\n\r\n");
      byte[] piece = new byte[1 << 20];
      Arrays.fill(piece, (byte) 'x');
      OutputStream out = caller.socket.getOutputStream();
      try {
        for (int i = 0; i < 100; i++) {
          caller.send("100000\r\n");
          out.write(piece);
          caller.send("\r\n");
        }
      } catch (SocketException hungUp) {
        // It may hang up at any moment after it has refused.
      }

      assertThat(caller.readAll()).startsWith("HTTP/1.1 413 ");
    }
    assertThat(world.provider.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00c3(", "\u00ff", "\u00ed\u00a0\u0080", "\u00c0\u00af"})
  void aBodyThatIsNotUtf8IsRefused(String bytes) throws IOException {
    String body = "{\"messages\":[\"" + bytes + "\"]}";

    String said =
        said(
            HEAD
                + "host: x\r\nconnection: close\r\ncontent-length: "
                + body.length()
                + "\r\n\r\n"
                + body);

    assertThat(said).startsWith("HTTP/1.1 400 ").contains("not UTF-8");
    assertThat(world.provider.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepJsonIsRefused(String opening) {
    var reply = world.chat("sk", "{\"messages\":" + opening.repeat(100_000));

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("nested deeper than 200");
    assertThat(world.desk.questions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/%2563hat/completions",
        "/v1/x/../chat/completions",
        "/v1/./chat/completions",
        "/v1/chat/completions;x=1",
        "/v1/chat/completions%3Bx"
      })
  void aPathThatHidesWhatItIsIsRefused(String path) throws IOException {
    String said =
        said(
            "POST "
                + path
                + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk\r\ncontent-length: 2\r\n\r\n{}");

    assertThat(said).startsWith("HTTP/1.1 400 ");
    assertThat(world.provider.requests).isEmpty();
  }

  @Test
  void packedBodiesAreRefusedBecauseNobodyCouldLookInside() {
    var reply =
        world.send(
            world
                .as("sk", "/v1/chat/completions")
                .header("content-encoding", "gzip")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(reply.statusCode()).isEqualTo(415);
  }

  @Test
  void twoKeysNameNobody() {
    var reply =
        world.send(
            world
                .as("sk-honest", "/v1/chat/completions")
                .header("x-api-key", "sk-other")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(reply.statusCode()).isEqualTo(401);
  }

  @Test
  void anUpstreamThatDoesNotAnswerInTimeIsGivenUp() {
    var reply = world.chat("sk-1", "{\"model\":\"slow\"}");
    world.provider.open("slow");

    assertThat(reply.statusCode()).isEqualTo(504);
    assertThat(world.desk.used(World.account("sk-1")).output()).isZero();
  }

  @Test
  void anUpstreamThatFallsSilentIsGivenUp() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-2", "{\"model\":\"gated\",\"stream\":true}");

      assertThat(caller.readAll()).contains("Hel").doesNotContain("[DONE]");
    }
    world.provider.open("gated");
  }

  @Test
  void anUpstreamThatIsNotThereCostsNothing() throws IOException {
    var nowhere = GatewayConfig.Upstream.of(URI.create("http://127.0.0.1:1"));
    try (World lost = new World(config -> config.with(nowhere))) {
      var reply = lost.chat("sk-3", "{\"messages\":[]}");

      assertThat(reply.statusCode()).isEqualTo(502);
      assertThat(lost.desk.used(World.account("sk-3"))).isEqualTo(Used.NOTHING);
    }
  }

  @Test
  void moreCallersThanThereIsRoomForAreHungUpOn() throws IOException {
    Raw[] callers = new Raw[SMALL.connections() + 5];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = new Raw(world.gateway.port());
    }

    until(() -> world.gateway.stats().of(Count.CROWDED) >= 5);
    for (Raw caller : callers) {
      caller.close();
    }
    until(() -> world.send(world.as("sk", "/v1/models").GET()).statusCode() == 200);
  }

  @Test
  void aClientThatClosesItsHalfAfterAskingHasLeft() throws IOException {
    try (Raw caller = new Raw(world.gateway.port())) {
      caller.post("/v1/chat/completions", "sk-4", "{\"model\":\"endless\",\"stream\":true}");
      caller.readUntil("xxx");
      caller.socket.shutdownOutput();

      until(() -> world.provider.streamsCut.get() == 1);
    }
    until(() -> world.gateway.stats().of(Count.CANCELLED) == 1);
  }
}
