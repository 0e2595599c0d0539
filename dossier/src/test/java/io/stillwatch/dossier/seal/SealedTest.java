// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds a sealed file together: container, digests, signature, time.
class SealedTest {
  private static final int FLIPS = 500;

  @TempDir Path folder;

  /// @param command openssl and its arguments
  private void openssl(String... command) throws IOException, InterruptedException {
    var all = new ArrayList<String>(List.of("openssl"));
    all.addAll(List.of(command));
    Path said = folder.resolve("openssl.log");
    Process process =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s: %s", all, Files.readString(said)).isZero();
  }

  private byte[] sealed(Optional<Signer> signer, Optional<TimeAuthority> authority)
      throws IOException {
    String campaign = Sample.verified().facts().about().campaign();
    return new Seal(signer, authority).seal(campaign, Sample.evidence(), "{}");
  }

  @Test
  void theSampleOpensAndIsSigned() throws IOException {
    Sealed sample = Sealed.open(Sample.bytes());
    assertThat(sample.signature()).isPresent();
    assertThat(sample.letter()).contains("\"audience\" : \"regulator\"");
  }

  /// Every byte that is not in the middle of the evidence, and many that are.
  @Test
  void flippingAByteIsCaught() throws IOException {
    byte[] whole = Sample.bytes();
    int evidence = Sample.evidence().length;
    var random = new Random(11);
    var missed = new ArrayList<Integer>();
    for (int round = 0; round < FLIPS; round++) {
      flip(whole, random.nextInt(whole.length), random.nextInt(1, 256), missed);
    }
    for (int at = 0; at < 128; at++) {
      flip(whole, at, random.nextInt(1, 256), missed);
    }
    int letter = evidence + 64;
    int signs = whole.length - Math.min(1_500, whole.length - letter);
    for (int at = signs; at < whole.length; at++) {
      flip(whole, at, random.nextInt(1, 256), missed);
    }
    assertThat(missed).isEmpty();
    assertThat(Sealed.open(whole).campaign()).as("put back").isNotEmpty();
  }

  private static void flip(byte[] whole, int at, int by, List<Integer> missed) throws IOException {
    whole[at] ^= (byte) by;
    try {
      Sealed.open(whole);
      missed.add(at);
    } catch (Broken e) {
      assertThat(e.getMessage()).isNotEmpty();
    } finally {
      whole[at] ^= (byte) by;
    }
  }

  @Test
  void withoutAKeyItIsWholeAndNobodys() throws IOException {
    byte[] bytes = sealed(Optional.empty(), Optional.empty());
    assertThat(Sealed.open(bytes).signature()).isEmpty();
    assertThat(sealed(Optional.empty(), Optional.empty())).as("again").isEqualTo(bytes);
  }

  @Test
  void keysOfEveryKindSignAndAnotherKeyIsSeen() throws Exception {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "ed.pem");
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "rsa.key",
        "-out",
        "rsa.crt",
        "-subj",
        "/CN=Provider",
        "-days",
        "2");
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "ec.key",
        "-out",
        "ec.crt",
        "-subj",
        "/CN=Provider",
        "-days",
        "2");
    openssl(
        "pkcs12",
        "-export",
        "-inkey",
        "rsa.key",
        "-in",
        "rsa.crt",
        "-out",
        "rsa.p12",
        "-passout",
        "pass:secret");
    Files.writeString(
        folder.resolve("ec.pem"),
        Files.readString(folder.resolve("ec.key")) + Files.readString(folder.resolve("ec.crt")));
    Map<String, String> keys =
        Map.of("ed.pem", "Ed25519", "ec.pem", "SHA256withECDSA", "rsa.p12", "SHA256withRSA");
    for (Map.Entry<String, String> key : keys.entrySet()) {
      Signer signer = Signer.from(folder.resolve(key.getKey()), "secret".toCharArray());
      byte[] bytes = sealed(Optional.of(signer), Optional.empty());
      Sealed.Signed signed = Sealed.open(bytes).signature().orElseThrow();
      assertThat(signed.algorithm()).isEqualTo(key.getValue());
      assertThat(signed.subject()).isEqualTo(key.getKey().equals("ed.pem") ? "" : "CN=Provider");
    }
    Signer ed = Signer.from(folder.resolve("ed.pem"), new char[0]);
    Map<String, byte[]> parts = Container.read(sealed(Optional.of(ed), Optional.empty()));
    parts.put(
        Seal.SIGNATURE, Container.read(Sample.bytes()).getOrDefault(Seal.SIGNATURE, new byte[0]));
    assertThatThrownBy(() -> Sealed.open(Container.write(parts)))
        .hasMessage("the signature is not of this file");
    parts.remove(Seal.SIGNATURE);
    assertThatThrownBy(() -> Sealed.open(Container.write(parts)))
        .hasMessageContaining("says that it is signed");
  }

  @Test
  void opensslAgreesOnTheSignature() throws Exception {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "ed.pem");
    openssl("pkey", "-in", "ed.pem", "-pubout", "-out", "ed.pub");
    Signer ed = Signer.from(folder.resolve("ed.pem"), new char[0]);
    Map<String, byte[]> parts = Container.read(sealed(Optional.of(ed), Optional.empty()));
    for (String part : List.of(Seal.SEALING, Seal.SIGNATURE)) {
      Files.write(folder.resolve(part), parts.getOrDefault(part, new byte[0]));
    }
    openssl(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "ed.pub",
        "-rawin",
        "-in",
        Seal.SEALING,
        "-sigfile",
        Seal.SIGNATURE);
  }

  @Test
  void aKeyThatCannotSignIsRefusedWithoutItsWords() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("bad.pem"),
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> Signer.from(file, new char[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no key that can sign")
        .hasMessageNotContaining("c2VjcmV0");
  }

  /// `openssl ts` as an authority behind a plain HTTP server.
  @Test
  void anAuthorityStampsTheManifestAndOpensslAgrees() throws Exception {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "tsa.key",
        "-out",
        "tsa.crt",
        "-subj",
        "/CN=Clock",
        "-days",
        "2",
        "-addext",
        "extendedKeyUsage=critical,timeStamping");
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(
        folder.resolve("tsa.cnf"),
        """
        [tsa]
        default_tsa = one
        [one]
        serial = ./serial
        signer_cert = ./tsa.crt
        signer_key = ./tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        """);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Files.write(folder.resolve("q.tsq"), exchange.getRequestBody().readAllBytes());
          byte[] answer = new byte[0];
          try {
            openssl(
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-section",
                "one",
                "-queryfile",
                "q.tsq",
                "-out",
                "r.tsr");
            answer = Files.readAllBytes(folder.resolve("r.tsr"));
          } catch (InterruptedException | AssertionError e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      var authority =
          new TimeAuthority(URI.create("http://localhost:" + server.getAddress().getPort()));
      byte[] bytes = sealed(Optional.empty(), Optional.of(authority));
      assertThat(Sealed.open(bytes).stamp().orElseThrow().by()).isEqualTo("CN=Clock");
      Map<String, byte[]> parts = Container.read(bytes);
      Files.write(folder.resolve("m.json"), parts.getOrDefault(Seal.MANIFEST, new byte[0]));
      Files.write(folder.resolve("m.tsr"), parts.getOrDefault(Seal.TIMESTAMP, new byte[0]));
      openssl(
          "ts", "-verify", "-token_in", "-in", "m.tsr", "-data", "m.json", "-CAfile", "tsa.crt");
      var missed = new ArrayList<Integer>();
      int token =
          new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
              .lastIndexOf(Seal.MANIFEST);
      for (int at = Math.max(0, bytes.length - 4_500); at < bytes.length; at += 3) {
        flip(bytes, at, 1, missed);
      }
      assertThat(token).isPositive();
      assertThat(missed).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAuthorityThatAnswersNonsenseIsAnError() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[] {1, 2, 3});
          exchange.close();
        });
    server.start();
    try {
      var authority =
          new TimeAuthority(URI.create("http://localhost:" + server.getAddress().getPort()));
      assertThatThrownBy(() -> sealed(Optional.empty(), Optional.of(authority)))
          .isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void hostileContainersAreRefused() throws IOException {
    assertThatThrownBy(() -> Sealed.open(new byte[0])).isInstanceOf(Broken.class);
    assertThatThrownBy(() -> Sealed.open(new byte[4096])).isInstanceOf(Broken.class);
    var bomb = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bomb)) {
      zip.putNextEntry(new ZipEntry(Seal.EVIDENCE));
      for (int i = 0; i < 64; i++) {
        zip.write(new byte[1 << 20]);
      }
    }
    assertThatThrownBy(() -> Sealed.open(bomb.toByteArray()))
        .hasMessageContaining("holds what a sealed file does not hold");
    Map<String, byte[]> parts = Sample.parts();
    parts.put("more.txt", new byte[3]);
    assertThatThrownBy(() -> Sealed.open(Container.write(parts))).hasMessageContaining("it takes");
    byte[] trailing = java.util.Arrays.copyOf(Sample.bytes(), Sample.bytes().length + 1);
    assertThatThrownBy(() -> Sealed.open(trailing)).isInstanceOf(Broken.class);
  }
}
