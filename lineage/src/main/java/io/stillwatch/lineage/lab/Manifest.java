// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.model.crypto.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Says of a distilled model whose outputs it learned, by whose leave, and how many: signed by
/// whoever distilled it (Ed25519 over canonical JSON).
public final class Manifest {
  private static final String FORMAT = "stillwatch-distillation/1";

  private Manifest() {}

  /// What a manifest says.
  ///
  /// @param teacher whose outputs
  /// @param grant the licence or contract that allows it, in words and by number
  /// @param tokens how many tokens of the teacher
  /// @param keys commitment to the watermark keys the outputs carried; empty for none
  /// @param data SHA-256 of the training data
  /// @param student SHA-256 of the student's weights or counts
  /// @param at when, ISO 8601
  public record Claims(
      String teacher,
      String grant,
      long tokens,
      String keys,
      String data,
      String student,
      String at) {
    public Claims {
      if (teacher.isBlank() || grant.isBlank()) {
        throw new BadInput("a manifest names a teacher and the grant that allows distilling it");
      }
    }

    private Map<String, Object> body() {
      var body = new TreeMap<String, Object>();
      body.put("format", FORMAT);
      body.put("teacher", teacher);
      body.put("grant", grant);
      body.put("tokens", tokens);
      body.put("keys", keys);
      body.put("data_sha256", data);
      body.put("student_sha256", student);
      body.put("at", at);
      return body;
    }
  }

  /// The signed manifest as canonical JSON.
  ///
  /// @param privateKey PKCS#8 PEM, as `openssl genpkey -algorithm ed25519` writes it
  public static String signed(Claims claims, Path privateKey) throws IOException {
    Map<String, Object> body = claims.body();
    try {
      byte[] content = Json.canonical(body).getBytes(UTF_8);
      byte[] signature = Ed25519.sign(pem(privateKey, "PRIVATE KEY"), content);
      body.put("signature", Base64.getEncoder().encodeToString(signature));
      return Json.canonical(body);
    } catch (GeneralSecurityException e) {
      throw new BadInput(privateKey + " is no Ed25519 private key in PKCS#8 PEM");
    }
  }

  /// What a signed manifest says, if the signature is that key's.
  ///
  /// @param publicKey SubjectPublicKeyInfo PEM, as `openssl pkey -pubout` writes it
  /// @throws BadInput when it is not
  public static Claims verified(Path manifest, Path publicKey) throws IOException {
    JsonNode read = Json.parse(Files.readString(manifest), manifest.toString());
    if (!Json.text(read, "format", manifest.toString()).equals(FORMAT)) {
      throw new BadInput(manifest + " is not of the form " + FORMAT);
    }
    var claims =
        new Claims(
            text(read, "teacher", manifest),
            text(read, "grant", manifest),
            read.path("tokens").asLong(-1),
            text(read, "keys", manifest),
            text(read, "data_sha256", manifest),
            text(read, "student_sha256", manifest),
            text(read, "at", manifest));
    if (read.size() != claims.body().size() + 1
        || !holds(claims, text(read, "signature", manifest), publicKey)) {
      throw new BadInput(manifest + " was not signed by that key, or was changed after");
    }
    return claims;
  }

  private static String text(JsonNode read, String name, Path manifest) {
    return Json.text(read, name, manifest.toString());
  }

  private static boolean holds(Claims claims, String signature, Path publicKey) throws IOException {
    try {
      byte[] content = Json.canonical(claims.body()).getBytes(UTF_8);
      byte[] signed = Base64.getDecoder().decode(signature);
      return Ed25519.holds(pem(publicKey, "PUBLIC KEY"), content, signed);
    } catch (IllegalArgumentException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new BadInput(publicKey + " is no Ed25519 public key in PEM");
    }
  }

  private static byte[] pem(Path file, String kind) throws IOException {
    String text = Files.readString(file);
    String begin = "-----BEGIN " + kind + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + kind + "-----");
    if (from < 0 || to < from) {
      throw new BadInput(file + " holds no " + kind + " in PEM");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + " holds no " + kind + " in PEM");
    }
  }
}
