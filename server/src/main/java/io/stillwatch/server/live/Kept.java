// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.live;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import it.unimi.dsi.fastutil.io.FastByteArrayInputStream;
import it.unimi.dsi.fastutil.io.FastByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// What one record of the journal says.
///
/// @param horizon event time of which nothing more is waited for, in milliseconds, as the one who
///   wrote the record saw it
/// @param observation what was seen; empty when only time went on
public record Kept(long horizon, Optional<Message> observation) {
  /// No horizon is known yet.
  static final long NONE = Long.MIN_VALUE;

  private static final int FORM = 1;

  /// A record whose observation is not read.
  ///
  /// @param horizon as in [Kept]
  /// @param observation its wire form; empty when only time went on
  public record Closed(long horizon, Optional<byte[]> observation) {}

  byte[] bytes(Wire<Message> wire) {
    try {
      var bytes = new FastByteArrayOutputStream(256);
      var out = new DataOutputStream(bytes);
      out.writeByte(FORM);
      out.writeLong(horizon);
      out.writeBoolean(observation.isPresent());
      if (observation.isPresent()) {
        wire.write(observation.get(), out);
      }
      return Arrays.copyOf(bytes.array, bytes.length);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail to be written", e);
    }
  }

  /// @throws IOException when it is of another form
  public static Closed closed(byte[] bytes) throws IOException {
    var in = new DataInputStream(new FastByteArrayInputStream(bytes));
    checkForm(in);
    long horizon = in.readLong();
    return new Closed(
        horizon, in.readBoolean() ? Optional.of(in.readAllBytes()) : Optional.empty());
  }

  private static void checkForm(DataInputStream in) throws IOException {
    int form = in.readByte();
    if (form != FORM) {
      throw new IOException(
          "the journal holds records of form %d, and this version reads form %d"
              .formatted(form, FORM));
    }
  }

  /// @throws IOException when it is of another form
  static Kept of(byte[] bytes, Wire<Message> wire) throws IOException {
    var in = new DataInputStream(new FastByteArrayInputStream(bytes));
    checkForm(in);
    long horizon = in.readLong();
    return new Kept(horizon, in.readBoolean() ? Optional.of(wire.read(in)) : Optional.empty());
  }
}
