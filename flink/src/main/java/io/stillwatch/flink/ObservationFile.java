// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/// A file of messages in their wire form, one after the other.
final class ObservationFile extends SimpleStreamFormat<Message> {
  private static final long serialVersionUID = 1;
  private static final int BUFFER = 1 << 18;

  private final Form form;

  ObservationFile(Form form) {
    this.form = form;
  }

  @Override
  public Reader<Message> createReader(Configuration configuration, FSDataInputStream file)
      throws IOException {
    return new InOrder(form.wire(), file);
  }

  @Override
  public TypeInformation<Message> getProducedType() {
    return new WireType<>(form);
  }

  private static final class InOrder implements Reader<Message> {
    private final Wire<Message> wire;
    private final PushbackInputStream bytes;
    private final DataInputStream in;

    InOrder(Wire<Message> wire, FSDataInputStream file) {
      this.wire = wire;
      bytes = new PushbackInputStream(new BufferedInputStream(file, BUFFER));
      in = new DataInputStream(bytes);
    }

    @Override
    public @Nullable Message read() throws IOException {
      int first = bytes.read();
      if (first < 0) {
        return null;
      }
      bytes.unread(first);
      return wire.read(in);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
