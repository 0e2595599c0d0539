// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/// Tells Flink that a type travels in its wire form, so that it never guesses one.
final class WireType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Form form;

  WireType(Form form) {
    this.form = form;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return WireSerializer.of(form);
  }

  /// Flink asks for a class only to compare; messages of a stage are of many.
  @Override
  @SuppressWarnings("unchecked")
  public Class<T> getTypeClass() {
    return (Class<T>) Object.class;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof WireType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WireType<?> that && form.equals(that.form);
  }

  @Override
  public int hashCode() {
    return form.hashCode();
  }

  @Override
  public String toString() {
    return "wire form of " + form;
  }
}
