// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stillwatch.share.events.SigningKeys;
import io.stillwatch.share.stix.IdKey;
import io.stillwatch.store.SealKey;
import io.stillwatch.store.journal.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The secrets of a member, each a file that only its owner may read, made when it is missing.
/// Whoever loses them enrols anew, and forgets what its accounts signed up with.
///
/// @param signing signs events and objects; peers have one public set for both
/// @param ids gives its objects their ids
/// @param seal closes identifiers
/// @param marks tells identifiers apart without showing them
record MemberKeys(SigningKeys signing, IdKey ids, SealKey seal, IdKey marks) {
  private static final int BYTES = 32;

  static MemberKeys open(Path folder) throws IOException {
    Folders.make(folder);
    return new MemberKeys(
        SigningKeys.open(folder),
        IdKey.of(bytes(folder.resolve("ids.key"))),
        new SealKey(bytes(folder.resolve("identifiers.key"))),
        IdKey.of(bytes(folder.resolve("marks.key"))));
  }

  /// Whole or not at all: a key that broke off would be another key.
  private static byte[] bytes(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    byte[] read = HexFormat.of().parseHex(Files.readString(file).strip());
    if (read.length != BYTES) {
      throw new IOException(file + " is no key of 32 bytes; restore it from where it was made");
    }
    return read;
  }

  private static void make(Path file) throws IOException {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    Path draft = Files.createTempFile(file.getParent(), "key", ".draft"); // its owner's alone
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(fresh).getBytes(US_ASCII)));
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // another process made it just now; that one holds
    } finally {
      Files.delete(draft);
    }
  }
}
