// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.pipeline.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/// One Parquet file of the archive. Parquet's own library makes the pages and the footer; the file
/// around them is put together here, because the class that does it there needs Hadoop.
final class ArchiveFile implements BulkWriter<Message> {
  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  /// Held in memory before it is written, for each hour that is under way.
  private static final long GROUP_BYTES = 16 << 20;

  /// Rows between two looks at how much is held.
  private static final int LOOK = 1_024;

  private static final ParquetProperties PROPERTIES = ParquetProperties.builder().build();

  private final FSDataOutputStream out;
  private final List<RowGroup> groups = new ArrayList<>();
  private final List<ColumnWriter> writers = new ArrayList<>();
  private ArchivePages pages;
  private ColumnWriteStore columns;
  private long rows;

  @SuppressWarnings("NullAway.Init") // made in begin()
  ArchiveFile(FSDataOutputStream out) throws IOException {
    this.out = out;
    out.write(MAGIC);
    begin();
  }

  private void begin() {
    pages = new ArchivePages();
    columns = PROPERTIES.newColumnWriteStore(ArchiveColumn.SCHEMA, pages);
    writers.clear();
    for (ColumnDescriptor column : ArchiveColumn.SCHEMA.getColumns()) {
      writers.add(columns.getColumnWriter(column));
    }
    rows = 0;
  }

  @Override
  public void addElement(Message message) throws IOException {
    var reading = (Reading) message;
    for (ArchiveColumn column : ArchiveColumn.ALL) {
      column.write(reading, writers.get(column.ordinal()));
    }
    columns.endRecord();
    if (++rows % LOOK == 0 && columns.getBufferedSize() > GROUP_BYTES) {
      end();
      begin();
    }
  }

  /// Ends the group of rows that is under way.
  private void end() throws IOException {
    columns.flush();
    columns.close();
    if (rows > 0) {
      groups.add(pages.write(out, rows));
    }
  }

  /// Pages are written when they are whole, not before.
  @Override
  public void flush() {}

  @Override
  public void finish() throws IOException {
    end();
    long footer = out.getPos();
    Util.writeFileMetaData(ArchiveFooter.of(groups), out);
    BytesUtils.writeIntLittleEndian(out, (int) (out.getPos() - footer));
    out.write(MAGIC);
  }
}
