// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The door of this module.
public final class Sources {
  /// A block is about this long: large enough to hand between threads, small enough for a cache.
  static final int BLOCK_BYTES = 1 << 20;

  /// Less than that of a file: what has come is handed on before more is read.
  private static final int STREAM_BLOCK_BYTES = 1 << 17;

  /// The reason of a [Warning] about a stream that ended because it unpacks to too much.
  public static final String UNPACKS_TO_TOO_MUCH = "it unpacks to more than may be read";

  private Sources() {}

  /// Finds the files and gets ready to read them; nothing is read yet.
  ///
  /// @throws BadInput when a path does not exist or a folder holds no log
  public static Source open(SourceConfig config) throws BadInput {
    return open(config, BLOCK_BYTES);
  }

  /// One stream instead of files, as the body of a request: packed with gzip or zstd, or as it is.
  /// Nothing is read ahead but a block; closing the source leaves the stream open.
  ///
  /// @param name what to say of where a line stood
  /// @param format of the lines; empty to tell it from the first sound line
  /// @param maxLineBytes longer lines are rejected without being held; 64 bytes to 1 GiB
  /// @param unpackedMost unpacked bytes that are read; a stream that has more ends there, with a
  ///   warning
  public static Source stream(
      InputStream in, String name, Optional<Format> format, int maxLineBytes, long unpackedMost) {
    var config =
        new SourceConfig(
            List.of(Path.of(name)), format, maxLineBytes, SourceConfig.ACCOUNT_ATTRIBUTES);
    return new StreamSource(in, config, STREAM_BLOCK_BYTES, unpackedMost);
  }

  static Source open(SourceConfig config, int blockBytes) {
    return new FileSource(FileList.of(config.paths()), config, blockBytes);
  }
}
