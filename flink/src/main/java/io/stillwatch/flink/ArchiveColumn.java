// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.features.Reading;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/// A column of the archive: what an exchange is known by that is no word. A new one goes to the
/// end, and its name is never used for anything else.
enum ArchiveColumn {
  TS(Kind.TIME, Reading::at),
  REQUEST(Kind.HASH, Reading::id),
  ACCOUNT(Reading::account),
  ORG(Kind.HASH, Reading::org),
  MODEL(Reading::model),
  INPUT_TOKENS(Kind.COUNT, Reading::tokensIn),
  OUTPUT_TOKENS(Kind.COUNT, Reading::tokensOut),
  FLAGS(Kind.COUNT, Reading::flags),
  WORDS(Kind.COUNT, Reading::words),
  NETWORK(Kind.HASH, Reading::net),
  CLIENT(Kind.HASH, Reading::client),
  SYSTEM(Kind.HASH, Reading::system),
  HEAD(Kind.HASH, Reading::head),
  TAIL(Kind.HASH, Reading::tail),
  CONTRACT(Kind.HASH, Reading::contract),
  TOOLS(Kind.HASH, Reading::tools),
  PAYLOAD(Kind.HASH, Reading::payload),
  CHAIN(Kind.HASH, Reading::chain),
  BEFORE(Kind.HASH, Reading::before),
  ROOT(Kind.HASH, Reading::root);

  static final List<ArchiveColumn> ALL = List.of(values());
  static final MessageType SCHEMA = schema();

  private enum Kind {
    TIME,
    COUNT,
    /// Absent when 0.
    HASH,
    TEXT
  }

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // a method of Reading
  private final ToLongFunction<Reading> number;

  @SuppressWarnings("ImmutableEnumChecker") // likewise
  private final Function<Reading, String> text;

  ArchiveColumn(Kind kind, ToLongFunction<Reading> number) {
    this.kind = kind;
    this.number = number;
    this.text = reading -> "";
  }

  ArchiveColumn(Function<Reading, String> text) {
    this.kind = Kind.TEXT;
    this.number = reading -> 0;
    this.text = text;
  }

  private PrimitiveType type() {
    String name = name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case TIME ->
          Types.required(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
              .named(name);
      case COUNT -> Types.required(PrimitiveTypeName.INT32).named(name);
      case HASH -> Types.optional(PrimitiveTypeName.INT64).named(name);
      case TEXT ->
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
    };
  }

  private static MessageType schema() {
    var message = Types.buildMessage();
    for (ArchiveColumn column : ALL) {
      message.addField(column.type());
    }
    return message.named("exchange");
  }

  /// Writes its value of one exchange.
  void write(Reading reading, ColumnWriter out) {
    switch (kind) {
      case TIME -> out.write(number.applyAsLong(reading), 0, 0);
      case COUNT -> out.write((int) number.applyAsLong(reading), 0, 0);
      case TEXT -> out.write(Binary.fromString(text.apply(reading)), 0, 0);
      case HASH -> {
        long hash = number.applyAsLong(reading);
        if (hash == 0) {
          out.writeNull(0, 0);
        } else {
          out.write(hash, 0, 1);
        }
      }
    }
  }
}
