// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.server.settings.BadSetting;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers who keep the server waiting, wherever in a request, are hung up on; the limit is a
/// second here. A test that finds nobody hanging up fails after 90 s, when its socket does.
@Timeout(120)
class SlowCallersTest {
  private static final Map<String, String> A_SECOND = Map.of("server.patience", "1s");
  private static final String ASK = "GET /openapi.yaml HTTP/1.1\r\nhost: x\r\n";

  @TempDir static Path folder;
  private static Running running;

  @BeforeAll
  static void aServer() throws IOException {
    running = Running.start(folder.resolve("data"), A_SECOND);
  }

  @AfterAll
  static void stop() throws IOException {
    running.close();
  }

  @AfterEach
  void othersAreAnswered() throws Exception {
    assertThat(running.get("/v1/campaigns").status()).isEqualTo(200);
  }

  private static String head(long length) {
    return "POST /v1/exchanges HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n"
        .formatted(running.admin, length);
  }

  private static void isHungUpOnAfter(String bytes) throws IOException {
    try (Line caller = new Line(running.port())) {
      assertThat(caller.send(bytes).readAll()).doesNotContain(" 200 ");
    }
  }

  @Test
  void whoSaysNothing() throws IOException {
    isHungUpOnAfter("");
  }

  @Test
  void whoStopsInTheFirstLine() throws IOException {
    isHungUpOnAfter("GET /v1/camp");
  }

  @Test
  void whoStopsInTheHeaders() throws IOException {
    isHungUpOnAfter(ASK + "x-more: ");
  }

  @Test
  void whoStopsInTheBody() throws IOException {
    isHungUpOnAfter(head(1_000) + "{\"ts\":\"20");
  }

  @Test
  void whoStopsInAChunkOfTheBody() throws IOException {
    isHungUpOnAfter(
        head(0).replaceFirst("content-length: 0", "transfer-encoding: chunked") + "400\r\n{\"ts\"");
  }

  @Test
  void whoStopsInTheBodyOfARequestThatWasRefused() throws IOException {
    try (Line caller = new Line(running.port())) {
      String said = caller.send(head(1_000).replace("Bearer ", "Bearer x")).readAll();
      assertThat(said).startsWith("HTTP/1.1 401 ");
    }
  }

  /// Each byte alone comes in time; the request does not.
  @Test
  void whoSendsAByteNowAndThen() throws Exception {
    for (String start : List.of("GET /", ASK + "x-more: ", head(1_000_000))) {
      try (Line caller = new Line(running.port())) {
        caller.send(start);
        Thread trickle =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        while (true) {
                          caller.send("x");
                          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                        }
                      } catch (IOException hungUp) {
                        // What is waited for.
                      }
                    });
        assertThat(caller.readAll()).doesNotContain(" 200 ");
        trickle.join();
      }
    }
  }

  /// A few megabytes are more than the sockets between hold.
  @Test
  void whoNeverReadsTheAnswers() throws Exception {
    try (Line caller = new Line(running.port())) {
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        caller.send((ASK + "\r\n").repeat(100));
                      }
                    } catch (IOException hungUp) {
                      // What is waited for.
                    }
                  });
      asking.join();
    }
  }

  /// The handshake comes before the first line.
  @Test
  void whoSaysNothingOverTls() throws Exception {
    Path store = folder.resolve("key.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var made =
        new ProcessBuilder(
                (keytool
                        + " -genkeypair -alias a -keyalg EC -dname CN=localhost -storetype PKCS12"
                        + " -storepass changeit -keystore "
                        + store)
                    .split(" "))
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (var in = new FileInputStream(store.toFile())) {
      keys.load(in, "changeit".toCharArray());
    }
    Key key = keys.getKey("a", "changeit".toCharArray());
    Map<String, String> tls =
        Map.of(
            "server.patience",
            "1s",
            "server.tls-certificate",
            pem("CERTIFICATE", keys.getCertificate("a").getEncoded()),
            "server.tls-key",
            pem("PRIVATE KEY", key.getEncoded()));
    try (Running safe = Running.start(folder.resolve("tls"), tls);
        Line silent = new Line(safe.port());
        Line stopping = new Line(safe.port())) {
      stopping.send(new byte[] {22, 3, 1, 2, 0, 1});
      assertThat(silent.readAll()).isEmpty();
      stopping.readAll();
    }
  }

  private static String pem(String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Path file = folder.resolve(what.replace(' ', '-') + ".pem");
    Files.write(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, text)
            .getBytes(US_ASCII));
    return file.toString();
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    assertThatThrownBy(() -> Running.start(folder.resolve("none"), Map.of("server.patience", "0s")))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("server.patience is \"0s\"")
        .hasMessageContaining("takes a time from 1s to 1h");
  }
}
