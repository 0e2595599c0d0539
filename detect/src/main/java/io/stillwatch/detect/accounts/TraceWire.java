// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Hashes;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Binary form of a [Trace].
public final class TraceWire implements Wire<Trace> {
  @Override
  public String name() {
    return "trace/1";
  }

  @Override
  public void write(Trace value, DataOutput out) throws IOException {
    switch (value) {
      case Touch t -> {
        out.writeByte(1);
        out.writeLong(t.at());
        out.writeLong(t.tie());
        out.writeByte(t.kind().ordinal());
        out.writeLong(t.artefact());
        out.writeLong(t.principal());
        out.writeLong(t.item());
        out.writeInt(t.flags());
      }
      case Portrait p -> {
        out.writeByte(2);
        writePortrait(p, out);
      }
    }
  }

  @Override
  public Trace read(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case 1 ->
          new Touch(
              in.readLong(),
              in.readLong(),
              Kind.at(in.readByte()),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readInt());
      case 2 -> readPortrait(in);
      default -> throw new IOException("not a trace: kind " + kind);
    };
  }

  /// Writes a portrait; other wires carry portraits too.
  public static void writePortrait(Portrait p, DataOutput out) throws IOException {
    out.writeLong(p.at());
    out.writeLong(p.tie());
    out.writeUTF(p.name());
    out.writeLong(p.principal());
    writeFacts(p.facts(), out);
    long[] counts = {
      p.first(),
      p.last(),
      p.exchanges(),
      p.tokensIn(),
      p.tokensOut(),
      p.refused(),
      p.distinct(),
      p.replies(),
      p.firstTurns(),
      p.works(),
      p.followUps(),
      p.issued(),
      p.sealed()
    };
    for (long count : counts) {
      out.writeLong(count);
    }
    p.bits().write(out);
    p.hours().write(out);
    p.days().write(out);
    writeModels(p.models(), out);
  }

  public static Portrait readPortrait(DataInput in) throws IOException {
    return new Portrait(
        in.readLong(),
        in.readLong(),
        in.readUTF(),
        in.readLong(),
        readFacts(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Hashes.read(in),
        Hashes.read(in),
        Hashes.read(in),
        readModels(in));
  }

  static void writeFacts(Portrait.Facts f, DataOutput out) throws IOException {
    long[] all = {
      f.created(), f.plan(), f.payment(), f.device(), f.network(), f.mail(), f.client()
    };
    for (long value : all) {
      out.writeLong(value);
    }
  }

  static Portrait.Facts readFacts(DataInput in) throws IOException {
    return new Portrait.Facts(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  static void writeModels(List<Portrait.Use> models, DataOutput out) throws IOException {
    out.writeByte(models.size());
    for (Portrait.Use use : models) {
      out.writeUTF(use.model());
      out.writeLong(use.exchanges());
      out.writeLong(use.tokensIn());
      out.writeLong(use.tokensOut());
      out.writeLong(use.first());
    }
  }

  static List<Portrait.Use> readModels(DataInput in) throws IOException {
    int n = in.readUnsignedByte();
    var models = new ArrayList<Portrait.Use>(n);
    for (int i = 0; i < n; i++) {
      models.add(
          new Portrait.Use(
              in.readUTF().intern(), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
    return models;
  }
}
