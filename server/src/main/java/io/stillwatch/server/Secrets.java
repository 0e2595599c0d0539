// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/// Random keys of the deployment, each a file that only its owner may read; made when first needed.
/// Who loses them cannot go on with the state that was made with them.
record Secrets(Path folder) {
  private static final int BYTES = 32;

  /// The file of a key.
  Path file(String name) throws IOException {
    Path file = folder.resolve(name + ".key");
    if (!Files.exists(file)) {
      folder(folder);
      var bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      write(file, bytes);
    }
    return file;
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  /// Makes a folder that only its owner may enter; one that is there stays as it is.
  static void folder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(folder, owner);
    }
  }

  /// Writes a file that only its owner may read.
  static void write(Path file, byte[] content) throws IOException {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      channel.write(ByteBuffer.wrap(content));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " was made by another process just now; start again", e);
    }
  }
}
