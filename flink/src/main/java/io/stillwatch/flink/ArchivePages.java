// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;

/// The pages of a group of rows, column by column, until they are written to the file.
final class ArchivePages implements PageWriteStore {
  private final Map<ColumnDescriptor, ArchiveChunk> chunks = new LinkedHashMap<>();

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return chunks.computeIfAbsent(column, ArchiveChunk::new);
  }

  /// Writes all columns, in the order of the schema.
  RowGroup write(FSDataOutputStream out, long rows) throws IOException {
    long unpacked = 0;
    List<ColumnChunk> written = new ArrayList<>();
    for (ColumnDescriptor column : ArchiveColumn.SCHEMA.getColumns()) {
      ArchiveChunk chunk = chunks.computeIfAbsent(column, ArchiveChunk::new);
      written.add(chunk.write(out));
      unpacked += chunk.unpacked();
    }
    return new RowGroup(written, unpacked, rows);
  }

  @Override
  public void close() {}
}
