// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/// The pages of one column in one group of rows, packed with Zstandard.
final class ArchiveChunk implements PageWriter {
  private final ColumnDescriptor column;
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private final Statistics<?> statistics;
  private long values;
  private long unpacked;

  ArchiveChunk(ColumnDescriptor column) {
    this.column = column;
    statistics = Statistics.createStats(column.getPrimitiveType());
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> ofPage,
      SizeStatistics sizes,
      GeospatialStatistics places,
      Encoding repetition,
      Encoding definition,
      Encoding encoding)
      throws IOException {
    encodings.addAll(List.of(repetition, definition, encoding));
    statistics.mergeStatistics(ofPage);
    values += valueCount;
    var header = new PageHeader(PageType.DATA_PAGE, 0, 0);
    header.setData_page_header(
        new DataPageHeader(valueCount, named(encoding), named(definition), named(repetition)));
    page(header, bytes, data);
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    encodings.add(page.getEncoding());
    var header = new PageHeader(PageType.DICTIONARY_PAGE, 0, 0);
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), named(page.getEncoding())));
    page(header, page.getBytes(), dictionary);
  }

  private void page(PageHeader header, BytesInput bytes, ByteArrayOutputStream out)
      throws IOException {
    var copy = new ByteArrayOutputStream();
    bytes.writeAllTo(copy);
    byte[] plain = copy.toByteArray();
    byte[] packed = Zstd.compress(plain);
    header.setUncompressed_page_size(plain.length);
    header.setCompressed_page_size(packed.length);
    int before = out.size();
    Util.writePageHeader(header, out);
    unpacked += out.size() - before + plain.length;
    out.write(packed);
  }

  private static org.apache.parquet.format.Encoding named(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }

  /// Bytes before packing, with headers.
  long unpacked() {
    return unpacked;
  }

  /// Writes the dictionary, if there is one, and the data.
  ColumnChunk write(FSDataOutputStream out) throws IOException {
    long begin = out.getPos();
    dictionary.writeTo(out);
    long first = out.getPos();
    data.writeTo(out);
    var meta =
        new ColumnMetaData(
            ArchiveFooter.type(column.getPrimitiveType()),
            new ArrayList<>(encodings.stream().map(ArchiveChunk::named).toList()),
            List.of(column.getPath()),
            CompressionCodec.ZSTD,
            values,
            unpacked,
            out.getPos() - begin,
            first);
    if (dictionary.size() > 0) {
      meta.setDictionary_page_offset(begin);
    }
    meta.setStatistics(ArchiveFooter.statistics(statistics));
    var chunk = new ColumnChunk(begin);
    chunk.setMeta_data(meta);
    return chunk;
  }

  @Override
  public long getMemSize() {
    return (long) dictionary.size() + data.size();
  }

  @Override
  public long allocatedSize() {
    return getMemSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + column + " " + getMemSize() + " bytes";
  }

  // Of the older forms of a page none is asked for.

  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int valueCount,
      Statistics<?> ofPage,
      Encoding repetition,
      Encoding definition,
      Encoding encoding) {
    throw new UnsupportedOperationException("pages come with their rows");
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int valueCount,
      int rowCount,
      Statistics<?> ofPage,
      Encoding repetition,
      Encoding definition,
      Encoding encoding) {
    throw new UnsupportedOperationException("pages come with all statistics");
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitions,
      BytesInput definitions,
      Encoding encoding,
      BytesInput bytes,
      Statistics<?> ofPage) {
    throw new UnsupportedOperationException("pages are of the first version");
  }
}
