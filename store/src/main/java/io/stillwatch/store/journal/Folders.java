// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.journal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Folders for what only the owner of the process may read.
public final class Folders {
  private Folders() {}

  /// Makes a folder, and those above it, closed to everybody else where the file system knows
  /// owners. One that is there already keeps its permissions.
  public static void make(Path folder) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      var mine = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mine));
    } else {
      Files.createDirectories(folder);
    }
  }
}
