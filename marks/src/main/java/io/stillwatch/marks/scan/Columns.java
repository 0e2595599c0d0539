// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.schema.FileSchema;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rows of a Parquet file: a column of token ids where there is one, perhaps with one of the
/// prompt's, else a column of text. Sizes of pages are looked at before they are unpacked
/// ([Pages]). A row has to fit in memory.
final class Columns {
  private final Optional<String> named;

  /// @param named the column to read; empty for the usual names of [Rows]
  Columns(Optional<String> named) {
    this.named = named;
  }

  /// Takes rows, one after the other.
  interface Sink {
    void ids(Optional<int[]> prompt, int[] reply);

    void text(String text);

    /// A row without a value, or with one that is no token id.
    void setAside(String rule);
  }

  /// Reads a file.
  ///
  /// @throws IOException when it is no Parquet file, is damaged, or holds what is not read
  void read(Path file, Sink sink) throws IOException {
    try (HardwoodContext threads = HardwoodContext.create(1);
        ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file), threads)) {
      FileSchema schema = reader.getFileSchema();
      SchemaNode main = main(schema);
      Optional<SchemaNode> prompt =
          Column.isIds(main)
              ? first(schema, Rows.PROMPT_IDS).filter(Column::isIds)
              : Optional.empty();
      check(file, reader, Column.leaf(main));
      if (prompt.isPresent()) {
        check(file, reader, Column.leaf(prompt.get()));
        rows(reader, prompt.get(), main, sink);
      } else {
        rows(reader, main, sink);
      }
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as Parquet: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IOException(file + " cannot be read as Parquet: " + why(e), e);
    }
  }

  private static String why(Throwable thrown) {
    Throwable last = thrown;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return last instanceof OutOfMemoryError
        ? "a row does not fit in memory; write it with shorter rows"
        : last.getClass().getSimpleName() + ", " + last.getMessage();
  }

  private SchemaNode main(FileSchema schema) throws IOException {
    if (named.isPresent()) {
      SchemaNode node =
          first(schema, List.of(named.get()))
              .orElseThrow(
                  () -> new IOException("no column " + named.get() + " among " + names(schema)));
      if (Column.isIds(node) || Column.isText(node)) {
        return node;
      }
      throw new IOException(
          "column " + named.get() + " is neither text nor a list of whole numbers");
    }
    Optional<SchemaNode> ids = first(schema, Rows.IDS).filter(Column::isIds);
    return ids.or(() -> first(schema, Rows.TEXT).filter(Column::isText))
        .orElseThrow(
            () ->
                new IOException(
                    "no column of token ids or text under a known name among "
                        + names(schema)
                        + "; give --column"));
  }

  private static Optional<SchemaNode> first(FileSchema schema, List<String> names) {
    List<SchemaNode> nodes = schema.getRootNode().children();
    return names.stream()
        .flatMap(name -> nodes.stream().filter(node -> node.name().equals(name)))
        .findFirst();
  }

  private static String names(FileSchema schema) {
    return schema.getRootNode().children().stream()
        .limit(20)
        .map(SchemaNode::name)
        .collect(Collectors.joining(", "));
  }

  private static void check(Path file, ParquetFileReader reader, int column) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      for (RowGroup group : reader.getFileMetaData().rowGroups()) {
        ColumnChunk chunk = group.columns().get(column);
        ColumnMetaData data = chunk.metaData();
        Pages.check(in, chunk.chunkStartOffset(), data.totalCompressedSize());
      }
    }
  }

  private static void rows(ParquetFileReader reader, SchemaNode main, Sink sink) {
    try (Column column = new Column(reader, main)) {
      while (column.next()) {
        if (column.isMissing()) {
          sink.setAside("an empty value, or one that is no token id");
        } else if (Column.isIds(main)) {
          sink.ids(Optional.empty(), column.ids());
        } else {
          sink.text(column.text());
        }
      }
    }
  }

  private static void rows(
      ParquetFileReader reader, SchemaNode prompt, SchemaNode main, Sink sink) {
    try (Column before = new Column(reader, prompt);
        Column column = new Column(reader, main)) {
      while (column.next() && before.next()) {
        if (column.isMissing()) {
          sink.setAside("an empty value, or one that is no token id");
        } else {
          sink.ids(before.isMissing() ? Optional.empty() : Optional.of(before.ids()), column.ids());
        }
      }
    }
  }
}
