// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Binary form of the [Board]. The fourth did not say what groups that stand were ruled to be, and
/// of how many exchanges: they are ruled anew at the next look.
///
/// @param version 4 or 5
record BoardWire(int version) implements Wire<Board> {
  static final int NEWEST = 5;
  private static final int BEFORE = 4;

  @Override
  public String name() {
    return "board/" + version;
  }

  @Override
  public void write(Board value, DataOutput out) throws IOException {
    if (version != NEWEST) {
      throw new IOException(name() + " is read, and written no more");
    }
    value.write(out);
  }

  @Override
  public Board read(DataInput in) throws IOException {
    return Board.read(in, version == NEWEST);
  }

  @Override
  public Optional<Wire<Board>> earlier(String name) {
    var before = new BoardWire(BEFORE);
    return name.equals(before.name()) ? Optional.of(before) : Optional.empty();
  }
}
