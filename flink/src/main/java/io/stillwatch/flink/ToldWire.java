// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.detect.Detection;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// Binary form of what the ladder is told: findings and notices. Before there were notices it was
/// told findings alone, in their own form.
final class ToldWire implements Wire<Message> {
  private final Wire<Finding> findings = Detection.findings();

  @Override
  public String name() {
    return "told/1+" + findings.name();
  }

  @Override
  public void write(Message told, DataOutput out) throws IOException {
    out.writeBoolean(told instanceof Notice);
    if (told instanceof Notice notice) {
      NoticeWire.write(notice, out);
    } else {
      findings.write((Finding) told, out);
    }
  }

  @Override
  public Message read(DataInput in) throws IOException {
    return in.readBoolean() ? NoticeWire.read(in) : findings.read(in);
  }

  @Override
  public Optional<Wire<Message>> earlier(String name) {
    Optional<Wire<Finding>> before =
        name.equals(findings.name()) ? Optional.of(findings) : findings.earlier(name);
    return before.map(Alone::new);
  }

  /// Findings, and no notices.
  private record Alone(Wire<Finding> findings) implements Wire<Message> {
    @Override
    public String name() {
      return findings.name();
    }

    @Override
    public void write(Message told, DataOutput out) throws IOException {
      findings.write((Finding) told, out);
    }

    @Override
    public Message read(DataInput in) throws IOException {
      return findings.read(in);
    }
  }
}
