// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Binary form of an [Observation]: a kind byte, then the fields in order.
public final class ObservationWire implements Wire<Observation> {
  @Override
  public String name() {
    return "observation/2";
  }

  @Override
  public void write(Observation value, DataOutput out) throws IOException {
    switch (value) {
      case Reading r -> {
        out.writeByte(1);
        write(r, out);
      }
      case Registration r -> {
        out.writeByte(2);
        out.writeUTF(r.account());
        out.writeLong(r.key());
        out.writeLong(r.created());
        out.writeLong(r.org());
        out.writeLong(r.plan());
        out.writeLong(r.payment());
        out.writeLong(r.device());
        out.writeLong(r.network());
        out.writeLong(r.mailDomain());
        out.writeLong(r.at());
      }
    }
  }

  private static void write(Reading r, DataOutput out) throws IOException {
    out.writeLong(r.at());
    out.writeLong(r.id());
    out.writeUTF(r.account());
    out.writeLong(r.key());
    out.writeLong(r.org());
    out.writeUTF(r.model());
    out.writeInt(r.tokensIn());
    out.writeInt(r.tokensOut());
    out.writeInt(r.flags());
    out.writeInt(r.words());
    out.writeLong(r.net());
    out.writeLong(r.client());
    out.writeLong(r.system());
    out.writeLong(r.head());
    out.writeLong(r.tail());
    r.phrases().write(out);
    out.writeLong(r.contract());
    out.writeLong(r.tools());
    out.writeLong(r.payload());
    r.items().write(out);
    out.writeLong(r.chain());
    out.writeLong(r.before());
    out.writeLong(r.root());
    r.issued().write(out);
    r.echoed().write(out);
    r.quoted().write(out);
    r.resumed().write(out);
    r.reasoningIn().write(out);
    r.reasoningOut().write(out);
  }

  @Override
  public Observation read(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> reading(in);
      case 2 ->
          new Registration(
              in.readUTF(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong());
      default -> throw new IOException("not an observation: kind " + kind);
    };
  }

  private static Reading reading(DataInput in) throws IOException {
    return new Reading(
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        in.readLong(),
        in.readUTF().intern(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Hashes.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Hashes.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Hashes.read(in),
        Hashes.read(in),
        Hashes.read(in),
        Hashes.read(in),
        Hashes.read(in),
        Hashes.read(in));
  }
}
