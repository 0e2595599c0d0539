// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How recent signups rest on disk, so that a restart loses nothing. Hashes mean nothing under
/// another key, so a memory made under another is refused.
public final class RecentWire implements Wire<Recent> {
  private static final Trait[] TRAITS = Trait.values();

  private final IdentityKey key;
  private final int most;

  /// @param most signups remembered after reading; of a larger memory the oldest are forgotten
  public RecentWire(IdentityKey key, int most) {
    this.key = key;
    this.most = most;
  }

  @Override
  public String name() {
    return "recent-signups/1";
  }

  @Override
  public void write(Recent recent, DataOutput out) throws IOException {
    out.writeUTF(name());
    out.writeLong(key.fingerprint());
    out.writeLong(recent.horizon());
    out.writeInt(recent.size());
    for (Trace trace : recent.all()) {
      writeTrace(trace, out);
    }
  }

  private static void writeTrace(Trace trace, DataOutput out) throws IOException {
    out.writeLong(trace.at());
    out.writeUTF(trace.account());
    out.writeLong(trace.org());
    out.writeByte(trace.touches().size());
    for (Trace.Touch touch : trace.touches()) {
      out.writeByte(touch.part().trait().ordinal());
      out.writeLong(touch.part().hash());
      out.writeLong(touch.whole().hash());
    }
  }

  @Override
  public Recent read(DataInput in) throws IOException {
    String form = in.readUTF();
    if (!form.equals(name())) {
      throw new IOException("recent signups are of another form than " + name());
    }
    if (in.readLong() != key.fingerprint()) {
      throw new IOException(
          "recent signups were remembered under another identity key; use that one, or start anew");
    }
    var recent = new Recent(most);
    recent.restoreHorizon(in.readLong());
    int size = in.readInt();
    if (size < 0) {
      throw new IOException("recent signups claim to be " + size);
    }
    for (int i = 0; i < size; i++) {
      recent.add(readTrace(in));
    }
    return recent;
  }

  private static Trace readTrace(DataInput in) throws IOException {
    long at = in.readLong();
    String account = in.readUTF();
    long org = in.readLong();
    int count = in.readUnsignedByte();
    List<Trace.Touch> touches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Trait trait = trait(in.readUnsignedByte());
      touches.add(new Trace.Touch(new Mark(trait, in.readLong()), new Mark(trait, in.readLong())));
    }
    return new Trace(at, account, org, touches);
  }

  private static Trait trait(int ordinal) throws IOException {
    if (ordinal >= TRAITS.length) {
      throw new IOException("recent signups name a trait " + ordinal + ", which does not exist");
    }
    return TRAITS[ordinal];
  }
}
