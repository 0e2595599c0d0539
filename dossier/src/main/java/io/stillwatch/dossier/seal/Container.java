// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The zip around a sealed file's parts: entries stored as they are, without a time. What is read
/// must be byte for byte what would be written of the same parts, so no byte of the container goes
/// unseen, and nothing unpacks to more than is there.
final class Container {
  private static final int ENTRIES_MOST = 8;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Container() {}

  /// @param parts by name, in their order
  static byte[] write(Map<String, byte[]> parts) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        byte[] content = part.getValue();
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(part.getKey());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /// @throws Broken when it is not what [#write] would have written
  static Map<String, byte[]> read(byte[] bytes) throws IOException {
    var parts = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        if (parts.size() == ENTRIES_MOST || entry.getMethod() != ZipEntry.STORED) {
          throw new Broken("the container holds what a sealed file does not hold");
        }
        byte[] content = zip.readNBytes(bytes.length);
        if (parts.put(entry.getName(), content) != null) {
          throw new Broken("the container holds a part twice");
        }
        entry = zip.getNextEntry();
      }
    } catch (ZipException | IllegalArgumentException | java.io.EOFException e) {
      throw new Broken("the container is no whole zip of stored parts");
    }
    int at = Arrays.mismatch(bytes, write(parts));
    if (parts.isEmpty() || at >= 0) {
      throw new Broken("byte " + Math.max(0, at) + " of the container is not as it is written");
    }
    return parts;
  }
}
