// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Day;
import io.stillwatch.model.Evidence;
import io.stillwatch.model.Family;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.ModelUse;
import io.stillwatch.model.Tie;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Binary form of a [Finding].
final class FindingWire implements Wire<Finding> {
  @Override
  public String name() {
    return "finding/3";
  }

  private interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static <T> void list(List<T> values, DataOutput out, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  private static <T> List<T> list(DataInput in, Reader<T> reader) throws IOException {
    int n = in.readInt();
    var values = new ArrayList<T>();
    for (int i = 0; i < n; i++) {
      values.add(reader.read(in));
    }
    return values;
  }

  private static void text(String value, DataOutput out) throws IOException {
    out.writeUTF(value);
  }

  @Override
  public void write(Finding value, DataOutput out) throws IOException {
    out.writeLong(value.at());
    out.writeLong(value.tie());
    switch (value) {
      case Finding.Named named -> {
        out.writeByte(1);
        campaign(named.campaign(), out);
      }
      case Finding.Status s -> {
        out.writeByte(2);
        out.writeLong(s.principals());
        out.writeLong(s.accounts());
        out.writeLong(s.candidates());
        out.writeLong(s.looks());
        list(
            s.nulls(),
            out,
            (n, o) -> {
              o.writeUTF(n.name());
              o.writeDouble(n.value());
              o.writeUTF(n.how());
            });
        out.writeInt(s.unavailable().size());
        for (Map.Entry<Family, String> e : s.unavailable().entrySet()) {
          out.writeUTF(e.getKey().name());
          out.writeUTF(e.getValue());
        }
      }
      case Finding.Explained e -> {
        out.writeByte(3);
        out.writeUTF(e.account());
        list(e.lines(), out, FindingWire::text);
      }
      case Finding.Withdrawn w -> {
        out.writeByte(4);
        out.writeUTF(w.account());
        out.writeUTF(w.campaign());
        out.writeLong(w.named());
        out.writeLong(w.withdrawn());
      }
      case Finding.Shown s ->
          throw new IOException(
              "workings of " + s.campaign() + " stay in the process that made them");
      case Finding.Owned o -> {
        out.writeByte(5);
        out.writeUTF(o.campaign());
        list(
            o.marks(),
            out,
            (m, to) -> {
              to.writeUTF(m.place());
              to.writeLong(m.hash());
            });
      }
      case Finding.Measured m -> {
        out.writeByte(6);
        out.writeUTF(m.suspicion());
        list(m.accounts(), out, FindingWire::text);
        out.writeDouble(m.log10Control());
        out.writeDouble(m.threshold());
        list(m.evidence(), out, FindingWire::evidence);
      }
    }
  }

  @Override
  public Finding read(DataInput in) throws IOException {
    long at = in.readLong();
    long tie = in.readLong();
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> new Finding.Named(at, tie, campaign(in));
      case 2 ->
          new Finding.Status(
              at,
              tie,
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              list(in, i -> new Finding.Null(i.readUTF(), i.readDouble(), i.readUTF())),
              unavailable(in));
      case 3 -> new Finding.Explained(at, tie, in.readUTF(), list(in, DataInput::readUTF));
      case 4 ->
          new Finding.Withdrawn(at, tie, in.readUTF(), in.readUTF(), in.readLong(), in.readLong());
      case 5 ->
          new Finding.Owned(
              at, tie, in.readUTF(), list(in, i -> new Finding.Mark(i.readUTF(), i.readLong())));
      case 6 ->
          new Finding.Measured(
              at,
              tie,
              in.readUTF(),
              list(in, DataInput::readUTF),
              in.readDouble(),
              in.readDouble(),
              list(in, FindingWire::evidence));
      default -> throw new IOException("not a finding: kind " + kind);
    };
  }

  private static SortedMap<Family, String> unavailable(DataInput in) throws IOException {
    var map = new TreeMap<Family, String>();
    for (int n = in.readInt(); n > 0; n--) {
      map.put(Family.valueOf(in.readUTF()), in.readUTF());
    }
    return map;
  }

  private static void campaign(Campaign c, DataOutput out) throws IOException {
    out.writeUTF(c.id());
    out.writeUTF(c.verdict().name());
    list(c.members(), out, FindingWire::member);
    out.writeInt(c.examined());
    window(c.window(), out);
    counts(c.counts(), out);
    out.writeDouble(c.log10Control());
    out.writeDouble(c.log10Extraction());
    out.writeDouble(c.threshold());
    out.writeLong(c.detectedAt());
    out.writeDouble(c.shareHarvest());
    list(c.evidence(), out, FindingWire::evidence);
    list(
        c.models(),
        out,
        (m, o) -> {
          o.writeUTF(m.model());
          counts(m.counts(), o);
        });
    list(c.techniques(), out, FindingWire::text);
    list(c.overturn(), out, FindingWire::text);
    list(
        c.timeline(),
        out,
        (d, o) -> {
          o.writeLong(d.at());
          o.writeLong(d.exchanges());
          o.writeInt(d.accounts());
        });
    list(
        c.ties(),
        out,
        (t, o) -> {
          o.writeUTF(t.from());
          o.writeUTF(t.to());
          o.writeUTF(t.kind());
          o.writeInt(t.times());
        });
  }

  private static Campaign campaign(DataInput in) throws IOException {
    return new Campaign(
        in.readUTF(),
        Verdict.valueOf(in.readUTF()),
        list(in, FindingWire::member),
        in.readInt(),
        window(in),
        counts(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        list(in, FindingWire::evidence),
        list(in, i -> new ModelUse(i.readUTF(), counts(i))),
        list(in, DataInput::readUTF),
        list(in, DataInput::readUTF),
        list(in, i -> new Day(i.readLong(), i.readLong(), i.readInt())),
        list(in, i -> new Tie(i.readUTF(), i.readUTF(), i.readUTF(), i.readInt())));
  }

  private static void member(Member m, DataOutput out) throws IOException {
    out.writeUTF(m.account());
    out.writeDouble(m.log10E());
    out.writeDouble(m.shareHarvest());
    counts(m.counts(), out);
    list(m.because(), out, FindingWire::text);
  }

  private static Member member(DataInput in) throws IOException {
    return new Member(
        in.readUTF(), in.readDouble(), in.readDouble(), counts(in), list(in, DataInput::readUTF));
  }

  private static void evidence(Evidence e, DataOutput out) throws IOException {
    out.writeUTF(e.family().name());
    out.writeUTF(e.statistic());
    out.writeDouble(e.observed());
    out.writeDouble(e.expected());
    out.writeDouble(e.log10E());
    window(e.window(), out);
    out.writeUTF(e.says());
    out.writeUTF(e.nullModel());
    out.writeLong(e.over());
  }

  private static Evidence evidence(DataInput in) throws IOException {
    return new Evidence(
        Family.valueOf(in.readUTF()),
        in.readUTF(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        window(in),
        in.readUTF(),
        in.readUTF(),
        in.readLong());
  }

  private static void window(Window w, DataOutput out) throws IOException {
    out.writeLong(w.from());
    out.writeLong(w.until());
  }

  private static Window window(DataInput in) throws IOException {
    return new Window(in.readLong(), in.readLong());
  }

  private static void counts(Counts c, DataOutput out) throws IOException {
    out.writeLong(c.exchanges());
    out.writeLong(c.tokensIn());
    out.writeLong(c.tokensOut());
  }

  private static Counts counts(DataInput in) throws IOException {
    return new Counts(in.readLong(), in.readLong(), in.readLong());
  }
}
