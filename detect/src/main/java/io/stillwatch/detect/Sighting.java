// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An exchange of a named account, as far as attribution needs it: no words.
///
/// @param id hash of the request id
/// @param scaffold whether it uses a scaffold that is the campaign's own
/// @param chain the conversation up to now; 0 where the log cut it
/// @param before the conversation as it stood at the previous request; 0 on a first turn
/// @param root the conversation's first turn
/// @param issued fingerprints of the reply
/// @param quoted fingerprints of what the caller submitted as its own words
/// @param resumed fingerprints of the last reply in the history the caller submitted
record Sighting(
    long at,
    long id,
    int campaign,
    int account,
    String request,
    boolean scaffold,
    long chain,
    long before,
    long root,
    Hashes issued,
    Hashes quoted,
    Hashes resumed,
    Hashes reasoningIn,
    Hashes reasoningOut)
    implements Message {

  static Sighting of(Reading r, String request, int campaign, int account, boolean scaffold) {
    boolean cut = r.has(Flags.TRUNCATED);
    return new Sighting(
        r.at(),
        r.id(),
        campaign,
        account,
        request,
        scaffold,
        r.chain(),
        r.before(),
        cut ? 0 : r.root(),
        r.issued(),
        r.quoted(),
        r.resumed(),
        r.reasoningIn(),
        r.reasoningOut());
  }

  /// An account that is named in two campaigns is seen in both.
  @Override
  public long tie() {
    return Mix.of(id, campaign);
  }

  static final Wire<Message> WIRE =
      new Wire<>() {
        @Override
        public String name() {
          return "sighting/1";
        }

        @Override
        public void write(Message value, DataOutput out) throws IOException {
          var s = (Sighting) value;
          out.writeLong(s.at);
          out.writeLong(s.id);
          out.writeInt(s.campaign);
          out.writeInt(s.account);
          out.writeUTF(s.request);
          out.writeBoolean(s.scaffold);
          out.writeLong(s.chain);
          out.writeLong(s.before);
          out.writeLong(s.root);
          s.issued.write(out);
          s.quoted.write(out);
          s.resumed.write(out);
          s.reasoningIn.write(out);
          s.reasoningOut.write(out);
        }

        @Override
        public Message read(DataInput in) throws IOException {
          return new Sighting(
              in.readLong(),
              in.readLong(),
              in.readInt(),
              in.readInt(),
              in.readUTF(),
              in.readBoolean(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              Hashes.read(in),
              Hashes.read(in),
              Hashes.read(in),
              Hashes.read(in),
              Hashes.read(in));
        }
      };
}
