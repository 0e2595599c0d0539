// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.scan;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// A writer that outlives the generator writing to it.
final class Unclosed extends FilterWriter {
  private Unclosed(Writer out) {
    super(out);
  }

  static Writer of(Writer out) {
    return new Unclosed(out);
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  @Override
  public void flush() {}
}
