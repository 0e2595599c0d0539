// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Walks the pages of a Parquet column by their headers alone, before anything is unpacked: a few
/// bytes may claim to be gigabytes, and who believes them runs out of memory.
///
/// Format: `parquet.thrift`, struct PageHeader, in Thrift's compact protocol. Only sizes and counts
/// are looked at; all else is stepped over.
final class Pages {
  /// Bytes of an unpacked page. Writers aim at 1 MB; one text longer than this is not read either.
  static final int MOST_PAGE = 16 << 20;

  /// Bytes of an unpacked dictionary, whose entries a batch may repeat for each row.
  static final int MOST_DICTIONARY = 4 << 20;

  /// Values of a page.
  static final int MOST_VALUES = 1 << 22;

  private static final int HEADER = 1 << 16;
  private static final int DEEPEST = 8;
  private static final int DICTIONARY_PAGE = 2;

  private final ByteBuffer bytes;
  private int type = -1;
  private int unpacked = -1;
  private int packed = -1;
  private int values;

  private Pages(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /// Checks the pages that stand in a part of a file.
  ///
  /// @throws IOException with the rule that one breaks
  static void check(FileChannel file, long from, long length) throws IOException {
    if (from < 0 || length < 0 || from > file.size() - length) {
      throw new IOException("a column lies beyond the file's end; was it cut off?");
    }
    long end = from + length;
    for (long at = from; at < end; ) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(HEADER, end - at));
      file.read(bytes, at);
      at += new Pages(bytes.flip()).size(end - at);
    }
  }

  /// The length of the page with its header.
  private long size(long room) throws IOException {
    try {
      struct(0, 0);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("the header of a page is damaged");
    }
    long size = bytes.position() + (long) packed;
    if (packed < 0 || unpacked < 0 || values < 0 || size > room) {
      throw new IOException("the header of a page is damaged");
    }
    int most = type == DICTIONARY_PAGE ? MOST_DICTIONARY : MOST_PAGE;
    if (unpacked > most || values > MOST_VALUES) {
      throw new IOException(
          "a page holds %,d bytes and %,d values; %,d and %,d are read: write it with smaller pages"
              .formatted(unpacked, values, most, MOST_VALUES));
    }
    return size;
  }

  private void struct(int depth, int parent) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException();
    }
    int id = 0;
    for (int head = bytes.get(); head != 0; head = bytes.get()) {
      int delta = (head >> 4) & 15;
      id = delta == 0 ? (int) zigzag() : id + delta;
      int kind = head & 15;
      if (kind == 12) {
        struct(depth + 1, depth == 0 ? id : -1);
      } else if (kind == 5) {
        number(depth, parent, id, (int) zigzag());
      } else {
        skip(kind, depth);
      }
    }
  }

  /// The count is the first field of each kind's own header: 5 and 8 data, 7 dictionary.
  private void number(int depth, int parent, int id, int value) {
    if (depth == 0) {
      switch (id) {
        case 1 -> type = value;
        case 2 -> unpacked = value;
        case 3 -> packed = value;
        default -> {}
      }
    } else if (id == 1 && (parent == 5 || parent == 7 || parent == 8)) {
      values = value;
    }
  }

  private void skip(int kind, int depth) {
    switch (kind) {
      case 1, 2 -> {}
      case 3 -> bytes.get();
      case 4, 5, 6 -> zigzag();
      case 7 -> bytes.getDouble();
      case 8 -> step(varint());
      case 9, 10 -> list(depth);
      case 12 -> struct(depth + 1, -1);
      default -> throw new IllegalArgumentException();
    }
  }

  private void list(int depth) {
    int head = bytes.get();
    int kind = head & 15;
    long size = ((head >> 4) & 15) == 15 ? varint() : (head >> 4) & 15;
    if (size > bytes.remaining() || depth > DEEPEST) {
      throw new IllegalArgumentException();
    }
    for (long i = 0; i < size; i++) {
      if (kind == 1 || kind == 2) {
        bytes.get();
      } else {
        skip(kind, depth + 1);
      }
    }
  }

  private void step(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException();
    }
    bytes.position(bytes.position() + (int) length);
  }

  private long zigzag() {
    long n = varint();
    return (n >>> 1) ^ -(n & 1);
  }

  private long varint() {
    long n = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = bytes.get();
      n |= (long) (b & 127) << shift;
      if (b >= 0) {
        return n;
      }
    }
    throw new IllegalArgumentException();
  }
}
