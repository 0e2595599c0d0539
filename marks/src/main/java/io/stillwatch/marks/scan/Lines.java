// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Lines of a file, of bounded length: a longer one is stepped over and told apart.
final class Lines {
  /// No row is longer, in UTF-16 units.
  static final int LONGEST = 1 << 24;

  private final Reader in;
  private final int longest;

  /// @param in buffered
  Lines(Reader in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// The next line; empty at the end. One that is too long comes as [TooLong].
  Optional<Line> next() throws IOException {
    int c = in.read();
    if (c < 0) {
      return Optional.empty();
    }
    var line = new StringBuilder();
    boolean tooLong = false;
    while (c >= 0 && c != '\n') {
      if (line.length() < longest) {
        line.append((char) c);
      } else {
        tooLong = true;
      }
      c = in.read();
    }
    return Optional.of(tooLong ? new TooLong() : new Whole(line.toString()));
  }

  /// A line.
  sealed interface Line permits Whole, TooLong {}

  /// A line as it stands.
  record Whole(String text) implements Line {}

  /// A line that was stepped over.
  record TooLong() implements Line {}
}
