// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The sealed file of docs/sample-dossier, which a scan of a made world gave.
public final class Sample {
  private static final Path FOLDER = Path.of("../docs/sample-dossier");

  private Sample() {}

  public static byte[] bytes() {
    try (var files = Files.list(FOLDER)) {
      return Files.readAllBytes(
          files.filter(f -> f.toString().endsWith(".sealed")).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, byte[]> parts() throws IOException {
    return Container.read(bytes());
  }

  static byte[] evidence() throws IOException {
    return parts().getOrDefault(Seal.EVIDENCE, new byte[0]);
  }

  public static Verified verified() throws IOException {
    return Verifier.evidence(new ByteArrayInputStream(evidence()));
  }

  /// The lines of the evidence.
  static List<String> lines() throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(evidence()))) {
      return new ArrayList<>(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  static byte[] gzip(List<String> lines) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  static Verified verify(List<String> lines) throws IOException {
    return Verifier.evidence(new ByteArrayInputStream(gzip(lines)));
  }
}
