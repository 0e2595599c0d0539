// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Wire;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/// What a savepoint says of a serializer: the name and version of the wire form, and where to find
/// it. State of an older version is read by the wire that can take it, [Wire#earlier]; without one
/// the savepoint is refused.
public final class WireSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable Form form;
  private @Nullable Wire<T> wire;

  /// For Flink, which then has it read.
  public WireSnapshot() {}

  WireSnapshot(Form form, Wire<T> wire) {
    this.form = form;
    this.wire = wire;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(wire().name());
    out.writeUTF(form().blueprint());
    out.writeInt(form().stage());
    out.writeUTF(form().side().name());
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classes) throws IOException {
    String name = in.readUTF();
    form = new Form(in.readUTF(), in.readInt(), Form.Side.valueOf(in.readUTF()));
    Wire<T> newest = form.wire();
    if (newest.name().equals(name)) {
      wire = newest;
    } else {
      wire =
          newest
              .earlier(name)
              .orElseThrow(
                  () -> new IOException("state is " + name + ", this job needs " + newest.name()));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new WireSerializer<>(form(), wire());
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof WireSnapshot<T> before)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    String found = before.wire().name();
    if (found.equals(wire().name())) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    return wire().earlier(found).isPresent()
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }

  private Form form() {
    return java.util.Objects.requireNonNull(form, "a snapshot that was not read");
  }

  private Wire<T> wire() {
    return java.util.Objects.requireNonNull(wire, "a snapshot that was not read");
  }
}
