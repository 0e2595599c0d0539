// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A small world's log as lines, and the same lines written in other ways.
///
/// @param world the folder the arena wrote
/// @param exchanges lines of exchanges, as the arena ordered them
/// @param accounts lines of accounts
public record Logs(Path world, List<String> exchanges, List<String> accounts) {
  private static final int ZSTD_MAGIC = 0xFD2FB528;
  private static final int ZSTD_SINGLE_SEGMENT_OF_FOUR_BYTES = 0xA0;
  private static final int ZSTD_BLOCK = 100_000;

  /// Two campaigns among 300 accounts in three days.
  public static Logs small(Path world) throws IOException {
    Typed typed =
        Typed.really("arena write --preset demo --seed 1 --accounts 300 --days 3 --out " + world);
    if (typed.exit() != 0) {
      throw new IllegalStateException(typed.err());
    }
    var exchanges = new ArrayList<String>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(world.resolve("exchanges.jsonl.gz"))),
                UTF_8))) {
      lines.lines().forEach(exchanges::add);
    }
    return new Logs(world, exchanges, Files.readAllLines(world.resolve("accounts.jsonl")));
  }

  /// All lines, shuffled over five files: plain, gzip and Zstandard.
  public void shuffled(Path folder, long seed) throws IOException {
    List<String> all = new ArrayList<>(exchanges);
    all.addAll(accounts);
    Collections.shuffle(all, new Random(seed));
    Files.createDirectories(folder);
    List<String> names = List.of("e.jsonl", "a.jsonl.gz", "d.jsonl.zst", "b.log", "c.ndjson.gz");
    for (int i = 0; i < names.size(); i++) {
      int part = i;
      byte[] text =
          text(all.stream().filter(line -> Math.floorMod(line.hashCode(), 5) == part).toList());
      String name = names.get(i);
      byte[] packed = name.endsWith(".gz") ? gzip(text) : name.endsWith(".zst") ? zstd(text) : text;
      Files.write(folder.resolve(name), packed);
    }
  }

  /// Lines as the bytes of a file.
  public static byte[] text(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  static byte[] gzip(byte[] text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text);
    }
    return bytes.toByteArray();
  }

  /// One Zstandard frame of raw blocks (RFC 8878, section 3.1.1).
  static byte[] zstd(byte[] text) {
    var frame =
        ByteBuffer.allocate(9 + text.length + 3 * (text.length / ZSTD_BLOCK + 1))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(ZSTD_MAGIC)
            .put((byte) ZSTD_SINGLE_SEGMENT_OF_FOUR_BYTES)
            .putInt(text.length);
    for (int from = 0; from <= text.length; from += ZSTD_BLOCK) {
      int size = Math.min(ZSTD_BLOCK, text.length - from);
      int header = size << 3 | (from + ZSTD_BLOCK > text.length ? 1 : 0);
      frame.put((byte) header).putShort((short) (header >> 8)).put(text, from, size);
    }
    return frame.array();
  }
}
