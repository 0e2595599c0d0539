// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.tokens;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.share.door.Callers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// Peers of a token service: a TOML file with a table for each, which holds digests and no secrets.
record TokenPeers(Path file) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int SECRET_BYTES = 32;

  /// @param signups a month, by peer
  /// @param secrets peers by the SHA-256 of their secret
  /// @param certificates peers by the SHA-256 of their certificate
  record Known(
      Map<String, Long> signups, Map<String, String> secrets, Map<String, String> certificates) {}

  Known read() throws IOException {
    var known = new Known(new HashMap<>(), new HashMap<>(), new HashMap<>());
    TomlParseResult all = Toml.parse(Files.readString(file));
    if (all.hasErrors()) {
      throw Failure.unusable(file + " is no TOML: " + all.errors().getFirst().getMessage());
    }
    for (String name : all.keySet()) {
      TomlTable peer = all.get(name) instanceof TomlTable table ? table : Toml.parse("");
      known.signups().put(name, whole(name, peer));
      digest(name, peer, "secret-sha256").ifPresent(d -> known.secrets().put(d, name));
      digest(name, peer, "certificate-sha256").ifPresent(d -> known.certificates().put(d, name));
    }
    return known;
  }

  private long whole(String name, TomlTable peer) {
    if (peer.get("signups") instanceof Long signups && signups > 0) {
      return signups;
    }
    throw Failure.unusable(file + ": " + name + ".signups is missing; it is a number above 0");
  }

  private Optional<String> digest(String name, TomlTable peer, String key) {
    if (!peer.contains(key)) {
      return Optional.empty();
    }
    if (peer.get(key) instanceof String text && DIGEST.matcher(text).matches()) {
      return Optional.of(text);
    }
    throw Failure.unusable(file + ": " + name + "." + key + " is 64 hexadecimal digits");
  }

  /// Adds a peer.
  ///
  /// @return its secret; empty when it has a certificate
  Optional<String> enrol(String name, long signups, Optional<Path> certificate) throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw Failure.usage("a peer is named in lower-case letters, digits and dashes");
    }
    if (signups < 1) {
      throw Failure.usage("--signups is " + signups + "; it takes a number above 0");
    }
    if (Files.exists(file) && read().signups().containsKey(name)) {
      throw Failure.usage(name + " is enrolled; delete its table in " + file + " first");
    }
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    String known =
        certificate.isPresent()
            ? "certificate-sha256 = \"" + digest(certificate.get()) + "\""
            : "secret-sha256 = \"" + Callers.digest(secret) + "\"";
    Files.writeString(
        file,
        "[%s]%nsignups = %d%n%s%n%n".formatted(name, signups, known),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return certificate.isPresent() ? Optional.empty() : Optional.of(secret);
  }

  private static String digest(Path certificate) throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      return Callers.digest(CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (CertificateException e) {
      throw Failure.unusable(certificate + " holds no certificate as PEM");
    }
  }
}
