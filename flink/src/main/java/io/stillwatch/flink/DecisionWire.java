// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Feature;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Rung;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Undo;
import io.stillwatch.model.Verdict;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Binary form of a [Decision], as the state of the ladder holds it.
final class DecisionWire {
  private DecisionWire() {}

  static void write(Decision decision, DataOutput out) throws IOException {
    out.writeUTF(decision.id());
    out.writeUTF(decision.account());
    remedy(decision.remedy(), out);
    grounds(decision.grounds(), out);
    out.writeLong(decision.term().at());
    out.writeLong(decision.term().from());
    out.writeLong(decision.term().until());
    out.writeUTF(decision.mode().name());
    out.writeBoolean(decision.undone().isPresent());
    if (decision.undone().isPresent()) {
      undo(decision.undone().get(), out);
    }
  }

  static Decision read(DataInput in) throws IOException {
    return new Decision(
        in.readUTF(),
        in.readUTF(),
        remedy(in),
        grounds(in),
        new Term(in.readLong(), in.readLong(), in.readLong()),
        Mode.valueOf(in.readUTF()),
        in.readBoolean() ? Optional.of(undo(in)) : Optional.empty());
  }

  private static void remedy(Remedy remedy, DataOutput out) throws IOException {
    out.writeUTF(remedy.rung().name());
    switch (remedy) {
      case Remedy.Slow slow -> out.writeDouble(slow.share());
      case Remedy.Verify verify -> text(verify.webhook(), out);
      case Remedy.Narrow narrow ->
          texts(narrow.without().stream().map(Feature::name).toList(), out);
      case Remedy.Mark mark -> text(mark.key(), out);
      case Remedy.Watch watch -> {}
      case Remedy.Suspend suspend -> {}
      case Remedy.Refuse refuse -> {}
    }
  }

  private static Remedy remedy(DataInput in) throws IOException {
    return switch (Rung.valueOf(in.readUTF())) {
      case WATCH -> new Remedy.Watch();
      case SLOW -> new Remedy.Slow(in.readDouble());
      case VERIFY -> new Remedy.Verify(text(in));
      case NARROW ->
          new Remedy.Narrow(new TreeSet<>(texts(in).stream().map(Feature::valueOf).toList()));
      case MARK -> new Remedy.Mark(text(in));
      case SUSPEND -> new Remedy.Suspend();
      case REFUSE -> new Remedy.Refuse();
    };
  }

  private static void grounds(Grounds grounds, DataOutput out) throws IOException {
    text(grounds.reason(), out);
    text(grounds.rule(), out);
    texts(grounds.people(), out);
    snapshot(grounds.evidence(), out);
    out.writeInt(grounds.facts().size());
    for (Map.Entry<String, String> fact : grounds.facts().entrySet()) {
      text(fact.getKey(), out);
      text(fact.getValue(), out);
    }
  }

  private static Grounds grounds(DataInput in) throws IOException {
    return new Grounds(text(in), text(in), texts(in), snapshot(in), facts(in));
  }

  private static SortedMap<String, String> facts(DataInput in) throws IOException {
    var facts = new TreeMap<String, String>();
    for (int n = in.readInt(); n > 0; n--) {
      facts.put(text(in), text(in));
    }
    return facts;
  }

  private static void snapshot(Snapshot evidence, DataOutput out) throws IOException {
    out.writeUTF(evidence.campaign());
    out.writeUTF(evidence.verdict().name());
    out.writeDouble(evidence.log10Control());
    out.writeDouble(evidence.log10Extraction());
    out.writeDouble(evidence.log10Member());
    out.writeLong(evidence.detectedAt());
  }

  private static Snapshot snapshot(DataInput in) throws IOException {
    return new Snapshot(
        in.readUTF(),
        Verdict.valueOf(in.readUTF()),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong());
  }

  private static void undo(Undo undo, DataOutput out) throws IOException {
    out.writeUTF(undo.decision());
    out.writeLong(undo.at());
    text(undo.by(), out);
    text(undo.why(), out);
    out.writeUTF(undo.replacedBy());
  }

  private static Undo undo(DataInput in) throws IOException {
    return new Undo(in.readUTF(), in.readLong(), text(in), text(in), in.readUTF());
  }

  private static void texts(List<String> texts, DataOutput out) throws IOException {
    out.writeInt(texts.size());
    for (String one : texts) {
      text(one, out);
    }
  }

  private static List<String> texts(DataInput in) throws IOException {
    var texts = new ArrayList<String>();
    for (int n = in.readInt(); n > 0; n--) {
      texts.add(text(in));
    }
    return texts;
  }

  /// A text of any length; [DataOutput#writeUTF] ends at 64 KiB.
  static void text(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInput in) throws IOException {
    var bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }
}
