// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads an evidence file line by line, however large it unpacks to: lines, their number and the
/// whole are bounded, and kinds must come in their order.
final class Lines {
  private static final int LINE_MOST = 1 << 20;
  private static final long BYTES_MOST = 8L << 30;
  private static final Set<String> TIMES =
      Set.of("at", "logFrom", "logUntil", "firstSeen", "lastSeen", "detectedAt");

  /// How often a kind may come; those not named once.
  private static final long MANY = 200_000;

  private final InputStream in;
  private byte[] buffer = new byte[4096];
  private final byte[] chunk = new byte[1 << 16];
  private int from;
  private int until;
  private long bytes;
  private long number;
  private int kind;
  private long ofKind;

  Lines(InputStream gzip) throws IOException {
    try {
      in = new GZIPInputStream(gzip, 1 << 16);
    } catch (ZipException | java.io.EOFException e) {
      throw new Broken("the evidence is not gzip");
    }
  }

  /// What is done with a line.
  interface Taker {
    void take(Line line, byte[] text) throws IOException;
  }

  /// @throws Broken at the first line that is not as it should be
  void each(Taker taker) throws IOException {
    int length = next();
    while (length >= 0) {
      number++;
      try {
        taker.take(line(length), Arrays.copyOf(buffer, length));
      } catch (Broken e) {
        throw e.at("line " + number + " of the evidence");
      } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
        throw new Broken("line " + number + " of the evidence holds what cannot be computed with");
      }
      length = next();
    }
    if (kind != Line.ORDER.size() - 1) {
      throw new Broken("the evidence ends before its last line");
    }
  }

  private Line line(int length) throws IOException {
    Line line = Canonical.line(text(length));
    int place = Line.ORDER.indexOf(line.getClass());
    ofKind = place == kind ? ofKind + 1 : 1;
    if (place < kind || (number == 1 && place != 0)) {
      throw new Broken("comes in the wrong order");
    }
    kind = place;
    long most =
        switch (line) {
          case Line.Exhibit x -> EvidenceFile.EXHIBITS_MOST;
          case Line.Passing p -> 10 * MANY;
          case Line.Looked l -> MANY;
          case Line.Account a -> MANY;
          case Line.Model m -> 1_000;
          case Line.Family f -> 16;
          case Line.Ranking r -> 16;
          case Line.Strangers s -> 3;
          default -> 1;
        };
    if (ofKind > most) {
      throw new Broken("is one more of its kind than there may be, " + most);
    }
    checkSigns(line);
    return line;
  }

  private String text(int length) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Broken("is not UTF-8");
    }
  }

  /// Counts are 0 or more.
  private static void checkSigns(Line line) throws IOException {
    for (RecordComponent component : line.getClass().getRecordComponents()) {
      if (component.getType() == long.class && !TIMES.contains(component.getName())) {
        try {
          if ((long) component.getAccessor().invoke(line) < 0) {
            throw new Broken("holds a count below 0");
          }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /// Reads to the next line end.
  ///
  /// @return length of the line in `buffer`; -1 at the end
  private int next() throws IOException {
    int length = 0;
    while (true) {
      if (from == until && !fill()) {
        if (length > 0) {
          throw new Broken("the evidence ends within a line");
        }
        return -1;
      }
      byte b = chunk[from++];
      if (b == '\n') {
        return length;
      }
      if (length == LINE_MOST) {
        throw new Broken("line " + (number + 1) + " of the evidence is longer than a line may be");
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
      buffer[length++] = b;
    }
  }

  private boolean fill() throws IOException {
    try {
      until = in.read(chunk);
    } catch (ZipException | java.io.EOFException | UnsupportedEncodingException e) {
      throw new Broken("the evidence is not whole gzip");
    }
    from = 0;
    bytes += Math.max(0, until);
    if (bytes > BYTES_MOST) {
      throw new Broken("the evidence unpacks to more than 8 GiB");
    }
    if (until <= 0) {
      until = 0;
      return false;
    }
    return true;
  }
}
