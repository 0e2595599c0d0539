// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A token between two commands: a line with its end, a line with the token, in a file that only
/// its owner may read.
public record TokenFile(Path file) {
  /// The usual place (XDG Base Directory Specification).
  public static Path usual(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
    String config = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return Path.of(config, "stillwatch", "token");
  }

  /// Replaces what is there, whole.
  void write(String token, Instant until) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      channel.write(ByteBuffer.wrap((until + "\n" + token + "\n").getBytes(UTF_8)));
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// The same, or the token of a file that holds nothing else.
  public Optional<String> any(Instant now) throws IOException {
    boolean alone = Files.exists(file) && Files.readAllLines(file).size() == 1;
    return alone ? Optional.of(Files.readString(file).strip()) : token(now);
  }

  /// The token, unless it has ended or is none.
  public Optional<String> token(Instant now) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    try {
      boolean holds = lines.size() == 2 && now.isBefore(Instant.parse(lines.getFirst()));
      return holds ? Optional.of(lines.getLast()) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
