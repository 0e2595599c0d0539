// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.kit;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// Says in words for people why something failed.
public final class Cause {
  private Cause() {}

  /// One line: the file, where the system names one, and what is wrong with it.
  public static String of(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return switch (root) {
      case NoSuchFileException e -> e.getFile() + " does not exist";
      case AccessDeniedException e -> e.getFile() + " may not be touched; check its permissions";
      case NotDirectoryException e -> e.getFile() + " is no folder";
      case JacksonException e -> broken(e);
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> firstLine(root);
    };
  }

  /// The parser's own words may quote a prompt, so they are not used.
  private static String broken(JacksonException thrown) {
    TokenStreamLocation at = thrown.getLocation();
    return at == null || at.getLineNr() < 1
        ? "broken JSON"
        : "broken JSON in line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
