// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.accounts.TraceWire;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.Family;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Binary form of a [Clue].
public final class ClueWire implements Wire<Clue> {
  @Override
  public String name() {
    return "clue/2";
  }

  @Override
  public void write(Clue value, DataOutput out) throws IOException {
    switch (value) {
      case Flow f -> {
        out.writeByte(1);
        out.writeLong(f.at());
        out.writeLong(f.tie());
        out.writeByte(f.family().ordinal());
        out.writeLong(f.from());
        out.writeLong(f.to());
        out.writeLong(f.item());
        out.writeLong(f.mark());
        out.writeBoolean(f.pasted());
      }
      case Holding h -> {
        out.writeByte(2);
        out.writeLong(h.at());
        out.writeByte(h.kind().ordinal());
        out.writeLong(h.artefact());
        out.writeByte(h.level());
        out.writeByte(h.variety());
        h.manner().write(out);
        h.holders().write(out);
        h.uses().write(out);
      }
      case Clue.Seen s -> {
        out.writeByte(3);
        TraceWire.writePortrait(s.portrait(), out);
      }
    }
  }

  @Override
  public Clue read(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 1 ->
          new Flow(
              in.readLong(),
              in.readLong(),
              Family.values()[in.readByte()],
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean());
      case 2 ->
          new Holding(
              in.readLong(),
              Kind.at(in.readByte()),
              in.readLong(),
              in.readByte(),
              in.readByte(),
              Hashes.read(in),
              Hashes.read(in),
              Hashes.read(in));
      case 3 -> new Clue.Seen(TraceWire.readPortrait(in));
      default -> throw new IOException("not a clue: kind " + kind);
    };
  }
}
