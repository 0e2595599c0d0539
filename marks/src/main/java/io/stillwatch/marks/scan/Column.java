// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.SchemaNode;

/// A column of a Parquet file, row by row: text, or lists of whole numbers.
final class Column implements AutoCloseable {
  /// Rows that are unpacked at once: a dictionary's entry is copied for each.
  private static final int BATCH = 16;

  private final ColumnReader reader;
  private final boolean wide;
  private final int layers;
  private int row = -1;
  private int rows;

  Column(ParquetFileReader file, SchemaNode node) {
    reader = file.buildColumnReader(leaf(node)).batchSize(BATCH).build();
    wide = reader.getColumnSchema().type() == PhysicalType.INT64;
    layers = isIds(node) ? reader.getLayerCount() : 0;
  }

  static boolean isText(SchemaNode node) {
    return node instanceof SchemaNode.PrimitiveNode leaf
        && leaf.type() == PhysicalType.BYTE_ARRAY
        && (leaf.logicalType() == null || leaf.logicalType() instanceof LogicalType.StringType)
        && leaf.maxRepetitionLevel() == 0;
  }

  static boolean isIds(SchemaNode node) {
    return node instanceof SchemaNode.GroupNode group
        && group.isList()
        && group.getListElement() instanceof SchemaNode.PrimitiveNode leaf
        && (leaf.type() == PhysicalType.INT32 || leaf.type() == PhysicalType.INT64);
  }

  static int leaf(SchemaNode node) {
    SchemaNode leaf = node instanceof SchemaNode.GroupNode group ? group.getListElement() : node;
    return ((SchemaNode.PrimitiveNode) leaf).columnIndex();
  }

  boolean next() {
    row++;
    while (row >= rows) {
      if (!reader.nextBatch()) {
        return false;
      }
      row = 0;
      rows = reader.getRecordCount();
    }
    return true;
  }

  /// Whether the row has no value, or holds what is no token id.
  boolean isMissing() {
    if (layers == 0) {
      return reader.getLeafValidity().isNull(row);
    }
    if (reader.getLayerValidity(layers - 1).isNull(row)) {
      return true;
    }
    for (int i = from(); i < until(); i++) {
      long id = wide ? reader.getLongs()[i] : reader.getInts()[i];
      if (reader.getLeafValidity().isNull(i) || id < 0 || id > Integer.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }

  int[] ids() {
    int[] ids = new int[until() - from()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = wide ? (int) reader.getLongs()[from() + i] : reader.getInts()[from() + i];
    }
    return ids;
  }

  String text() {
    int[] offsets = reader.getBinaryOffsets();
    return new String(
        reader.getBinaryValues(),
        offsets[row],
        offsets[row + 1] - offsets[row],
        java.nio.charset.StandardCharsets.UTF_8);
  }

  private int from() {
    return reader.getLayerOffsets(layers - 1)[row];
  }

  private int until() {
    return reader.getLayerOffsets(layers - 1)[row + 1];
  }

  @Override
  public void close() {
    reader.close();
  }
}
