// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A file of tosses that only grows. Its first line is random, so that a digest of its beginning
/// tells nothing of the coins until the lines are shown. It is kept secret until a suspect was
/// asked.
public final class Ledger {
  private static final String HEAD = "stillwatch twins 1 ";
  private static final int NONCE = 16;

  private final Path file;

  private Ledger(Path file) {
    this.file = file;
  }

  /// Opens a ledger.
  ///
  /// @throws IOException if it cannot be read, or is none
  public static Ledger open(Path file) throws IOException {
    var ledger = new Ledger(file);
    ledger.lines();
    return ledger;
  }

  /// Opens a ledger, or begins one that only its owner can read.
  public static Ledger openOrBegin(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] nonce = new byte[NONCE];
      new SecureRandom().nextBytes(nonce);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HEAD + HexFormat.of().formatHex(nonce) + "\n");
    }
    return open(file);
  }

  /// A promise of the first tosses.
  ///
  /// @param twins how many
  /// @param digest SHA-256 of the ledger up to there, 64 hexadecimal digits
  public record Promise(int twins, String digest) {}

  /// Adds tosses; one that is there already is left out.
  ///
  /// @return how many are new
  public int add(List<Twin> fresh) throws IOException {
    Set<String> known = new LinkedHashSet<>(lines());
    List<String> lines = fresh.stream().map(Twin::line).filter(known::add).toList();
    Files.write(file, lines, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    return lines.size();
  }

  /// All tosses, in the order of the file.
  public List<Twin> twins() throws IOException {
    return lines().stream().skip(1).map(Twin::parse).toList();
  }

  /// The promise of all tosses so far: publish it before a suspect could have been trained on them.
  public Promise promise() throws IOException {
    return promise(lines().size() - 1);
  }

  /// The promise of the first tosses, to hold an older one against.
  ///
  /// @throws IllegalArgumentException if there are fewer
  public Promise promise(int twins) throws IOException {
    List<String> lines = lines();
    if (twins < 0 || twins >= lines.size()) {
      throw new IllegalArgumentException(
          "the ledger has %,d tosses, not %,d".formatted(lines.size() - 1, twins));
    }
    MessageDigest digest = Sha256.fresh();
    lines.subList(0, twins + 1).forEach(line -> digest.update((line + "\n").getBytes(UTF_8)));
    return new Promise(twins, HexFormat.of().formatHex(digest.digest()));
  }

  private List<String> lines() throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().startsWith(HEAD)) {
      throw new IOException(file + " is no ledger of twins; begin one with mark twins make");
    }
    return lines;
  }
}
