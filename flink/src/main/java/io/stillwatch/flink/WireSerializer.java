// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Wire;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/// The one serializer: every message and state travels and rests in its wire form. Messages do not
/// change, so a copy of one is itself; a copy of a state is written and read.
final class WireSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;
  private static final int FIRST_BYTES = 256;

  private final Form form;
  private transient Wire<T> wire;

  WireSerializer(Form form, Wire<T> wire) {
    this.form = form;
    this.wire = wire;
  }

  /// @throws UncheckedIOException when the form's blueprint is not among these classes
  static <T> WireSerializer<T> of(Form form) {
    try {
      return new WireSerializer<>(form, form.wire());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    wire = form.wire();
  }

  Form form() {
    return form;
  }

  Wire<T> wire() {
    return wire;
  }

  @Override
  public boolean isImmutableType() {
    return form.side() != Form.Side.STATE;
  }

  /// Wires keep nothing between two values, so one serves all threads.
  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  /// What is not there yet is a stage's to start.
  @Override
  @SuppressWarnings({"NullAway", "DataFlowIssue"}) // Flink's own convention for no value
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    if (isImmutableType()) {
      return from;
    }
    try {
      var bytes = new DataOutputSerializer(FIRST_BYTES);
      wire.write(from, bytes);
      return wire.read(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(wire.name() + " cannot read what it wrote", e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    wire.write(wire.read(source), target);
  }

  /// Varies, as far as Flink is concerned.
  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    wire.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return wire.read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return wire.read(source);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new WireSnapshot<>(form, wire);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WireSerializer<?> that
        && form.equals(that.form)
        && wire.name().equals(that.wire.name());
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }
}
