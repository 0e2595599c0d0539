// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Binary form of a [Docket].
final class DocketWire implements Wire<Docket> {
  private static final String FIRST = "docket/1";

  private final Wire<Finding> findings = Detection.findings();

  @Override
  public String name() {
    return "docket/2";
  }

  @Override
  public void write(Docket docket, DataOutput out) throws IOException {
    all(docket.said, findings::write, out);
    all(docket.decisions, DecisionWire::write, out);
    all(docket.standing, findings::write, out);
    all(docket.accounts.values(), NoticeWire::account, out);
    all(docket.protections, NoticeWire::protection, out);
    all(docket.reviews, NoticeWire::review, out);
  }

  @Override
  public Docket read(DataInput in) throws IOException {
    Docket docket = first(in);
    docket.standing.addAll(all(findings::read, in));
    all(NoticeWire::account, in).forEach(docket::know);
    docket.protections.addAll(all(NoticeWire::protection, in));
    docket.reviews.addAll(all(NoticeWire::review, in));
    return docket;
  }

  /// All that the first form held.
  private Docket first(DataInput in) throws IOException {
    var docket = new Docket();
    docket.said.addAll(all(findings::read, in));
    docket.decisions = List.copyOf(all(DecisionWire::read, in));
    return docket;
  }

  @Override
  public Optional<Wire<Docket>> earlier(String name) {
    return name.equals(FIRST) ? Optional.of(new First(this)) : Optional.empty();
  }

  private record First(DocketWire newest) implements Wire<Docket> {
    @Override
    public String name() {
      return FIRST;
    }

    @Override
    public void write(Docket docket, DataOutput out) throws IOException {
      all(docket.said, newest.findings::write, out);
      all(docket.decisions, DecisionWire::write, out);
    }

    @Override
    public Docket read(DataInput in) throws IOException {
      return newest.first(in);
    }
  }

  private interface Writer<T> {
    void write(T one, DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  private static <T> void all(Collection<T> many, Writer<T> writer, DataOutput out)
      throws IOException {
    out.writeInt(many.size());
    for (T one : many) {
      writer.write(one, out);
    }
  }

  private static <T> List<T> all(Reader<T> reader, DataInput in) throws IOException {
    var many = new ArrayList<T>();
    for (int n = in.readInt(); n > 0; n--) {
      many.add(reader.read(in));
    }
    return many;
  }
}
