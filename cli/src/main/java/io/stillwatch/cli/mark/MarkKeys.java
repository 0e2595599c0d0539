// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Failure;
import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the keys of marks are: the folder of what is told of them, and the master key, which is a
/// PKCS#12 file or 64 hexadecimal digits in the environment.
final class MarkKeys {
  /// Holds the master key itself.
  static final String MASTER = "STILLWATCH_MARK_MASTER";

  /// Opens the PKCS#12 file.
  static final String PASSWORD = "STILLWATCH_MARK_PASSWORD";

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      defaultValue = "stillwatch-marks",
      description = "Folder of commitments, people and approvals (default: stillwatch-marks).")
  private Path folder = Path.of("stillwatch-marks");

  @Option(
      names = "--master",
      paramLabel = "FILE",
      description =
          "PKCS#12 file of the master key (default: master.p12 in that folder). Its password is in"
              + " STILLWATCH_MARK_PASSWORD; or the key itself in STILLWATCH_MARK_MASTER.")
  private Optional<Path> file = Optional.empty();

  KeyFolder folder() throws IOException {
    return new KeyFolder(folder, InstantSource.system());
  }

  /// Notes that a run with keys of ours begins.
  ///
  /// @throws Failure when not enough people approved it
  void begin(MarkRun run) throws IOException {
    try {
      folder().begin(run.digest());
    } catch (IllegalStateException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }

  Path file() {
    return file.orElse(folder.resolve("master.p12"));
  }

  /// The master key.
  ///
  /// @throws Failure when there is none
  MasterKey master(Map<String, String> environment) {
    String digits = environment.get(MASTER);
    if (digits != null) {
      try {
        return MasterKey.ofHex(digits);
      } catch (IllegalArgumentException e) {
        throw Failure.unusable(MASTER + ": " + e.getMessage());
      }
    }
    if (!Files.exists(file())) {
      throw Failure.unusable(
          file() + " does not exist; make it with stillwatch mark keys init, or set " + MASTER);
    }
    try {
      return MasterKey.read(file(), password(environment));
    } catch (IOException e) {
      throw Failure.unusable(String.valueOf(e.getMessage()));
    }
  }

  /// The password of the file.
  ///
  /// @throws Failure when it is not set, or too short
  static char[] password(Map<String, String> environment) {
    String password = environment.getOrDefault(PASSWORD, "");
    if (password.length() < 12) {
      throw Failure.unusable(PASSWORD + " holds no password of 12 characters or more");
    }
    return password.toCharArray();
  }

  /// Reads the name of a key.
  ///
  /// @throws Failure when it is none
  static KeyScope scope(String words) {
    try {
      return KeyScope.parse(words);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
