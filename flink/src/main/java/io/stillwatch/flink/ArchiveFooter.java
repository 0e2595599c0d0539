// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/// What the end of an archive's file says of it: its columns, and where they are.
final class ArchiveFooter {
  private static final int VERSION = 1;

  private ArchiveFooter() {}

  static FileMetaData of(List<RowGroup> groups) {
    MessageType schema = ArchiveColumn.SCHEMA;
    var elements = new ArrayList<SchemaElement>();
    var root = new SchemaElement(schema.getName());
    root.setNum_children(schema.getFieldCount());
    elements.add(root);
    schema.getFields().forEach(field -> elements.add(element(field.asPrimitiveType())));
    long rows = groups.stream().mapToLong(RowGroup::getNum_rows).sum();
    var meta = new FileMetaData(VERSION, elements, rows, groups);
    meta.setCreated_by("Stillwatch");
    meta.setColumn_orders(
        Collections.nCopies(
            schema.getFieldCount(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    return meta;
  }

  private static SchemaElement element(PrimitiveType field) {
    var element = new SchemaElement(field.getName());
    element.setType(type(field));
    element.setRepetition_type(FieldRepetitionType.valueOf(field.getRepetition().name()));
    LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
    if (logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
      element.setLogicalType(
          LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
    } else if (logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
      element.setConverted_type(ConvertedType.UTF8);
      element.setLogicalType(LogicalType.STRING(new StringType()));
    }
    return element;
  }

  static Type type(PrimitiveType field) {
    return switch (field.getPrimitiveTypeName()) {
      case INT32 -> Type.INT32;
      case INT64 -> Type.INT64;
      case BINARY -> Type.BYTE_ARRAY;
      case BOOLEAN, FLOAT, DOUBLE, INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalStateException("no column of the archive is of " + field);
    };
  }

  /// Least and greatest value, by which a reader passes over what it does not look for.
  static org.apache.parquet.format.Statistics statistics(Statistics<?> of) {
    var statistics = new org.apache.parquet.format.Statistics();
    statistics.setNull_count(of.getNumNulls());
    if (of.hasNonNullValue()) {
      statistics.setMin_value(of.getMinBytes());
      statistics.setMax_value(of.getMaxBytes());
    }
    return statistics;
  }
}
