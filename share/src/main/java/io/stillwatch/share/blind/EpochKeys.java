// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The keys of a holder: one file for each epoch, which only its owner may read. Each is drawn by
/// itself, so that none can be had from another. A key is made when its epoch begins, or before by
/// [#prepare]; it is overwritten and deleted two epochs later. On disks that copy before they
/// write, and in backups, traces may stay: keep the folder out of both.
public final class EpochKeys {
  private static final String ENDING = ".voprf-p256";

  private final Path folder;
  private final InstantSource clock;
  private final SecureRandom chance;
  private final TreeMap<Epoch, EvaluationKey> keys = new TreeMap<>();

  private EpochKeys(Path folder, InstantSource clock, SecureRandom chance) {
    this.folder = folder;
    this.clock = clock;
    this.chance = chance;
  }

  /// Opens a folder of keys, and makes it when it is missing.
  ///
  /// @throws IOException when a key cannot be read
  public static EpochKeys open(Path folder, InstantSource clock) throws IOException {
    var keys = new EpochKeys(folder, clock, new SecureRandom());
    Folders.make(folder);
    keys.load();
    return keys;
  }

  private void load() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        String name = file.getFileName().toString();
        Epoch epoch = Epoch.parse(name.substring(0, name.length() - ENDING.length()));
        keys.put(epoch, read(file));
      }
    }
  }

  private static EvaluationKey read(Path file) throws IOException {
    try {
      byte[] secret = HexFormat.of().parseHex(Files.readString(file, US_ASCII).strip());
      return EvaluationKey.parse(Suite.P256, secret);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " is no key of a token service; restore it from where it was made");
    }
  }

  /// The key of an epoch; empty when it is over or has not begun.
  public synchronized Optional<EvaluationKey> key(Epoch epoch) {
    sweep();
    if (!epoch.isLive(clock.instant())) {
      return Optional.empty();
    }
    if (epoch.equals(Epoch.at(clock.instant())) && !keys.containsKey(epoch)) {
      make(epoch);
    }
    return Optional.ofNullable(keys.get(epoch));
  }

  /// Makes the key of the next epoch ahead of time, so that its public key can be compared with
  /// peers before anybody uses it.
  public synchronized void prepare() {
    sweep();
    Epoch now = Epoch.at(clock.instant());
    Stream.of(now, now.next()).filter(epoch -> !keys.containsKey(epoch)).forEach(this::make);
  }

  /// Public keys of all epochs that are live or prepared, the oldest first.
  public synchronized List<PublishedKey> published() {
    key(Epoch.at(clock.instant()));
    return keys.entrySet().stream()
        .map(e -> new PublishedKey(e.getKey(), e.getValue().publicKey()))
        .toList();
  }

  /// Destroys keys whose time is over.
  ///
  /// @return their epochs
  public synchronized List<Epoch> sweep() {
    Instant now = clock.instant();
    List<Epoch> over = keys.keySet().stream().filter(e -> !now.isBefore(e.end())).toList();
    for (Epoch epoch : over) {
      destroy(epoch);
      keys.remove(epoch);
    }
    return over;
  }

  private Path file(Epoch epoch) {
    return folder.resolve(epoch + ENDING);
  }

  private void make(Epoch epoch) {
    EvaluationKey key = EvaluationKey.random(Suite.P256, chance);
    try {
      write(epoch, (HexFormat.of().formatHex(key.bytes()) + "\n").getBytes(US_ASCII));
      keys.put(epoch, key);
    } catch (FileAlreadyExistsException e) {
      adopt(epoch);
    } catch (IOException e) {
      throw new UncheckedIOException("the key of " + epoch + " cannot be kept", e);
    }
  }

  /// Whole or not at all, and never over a key that another process made.
  private void write(Epoch epoch, byte[] line) throws IOException {
    Path draft = Files.createTempFile(folder, epoch.toString(), ".draft"); // its owner's alone
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(line));
        channel.force(true);
      }
      Files.createLink(file(epoch), draft);
    } finally {
      Files.delete(draft);
    }
  }

  private void adopt(Epoch epoch) {
    try {
      keys.put(epoch, read(file(epoch)));
    } catch (IOException e) {
      throw new UncheckedIOException("the key of " + epoch + " cannot be read", e);
    }
  }

  private void destroy(Epoch epoch) {
    try {
      Path file = file(epoch);
      if (Files.exists(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.write(ByteBuffer.allocate((int) channel.size()));
          channel.force(true);
        }
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the key of " + epoch + " cannot be destroyed", e);
    }
  }
}
