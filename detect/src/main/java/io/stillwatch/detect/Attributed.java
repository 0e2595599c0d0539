// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An exchange of a named account that belongs to the campaign. As a message it stands at its row
/// in the list: by campaign, then account, then time, then id, shorter ids first.
///
/// @param campaign number of the campaign, see [Attribution#campaign]
/// @param account number of the account, see [Attribution#account]
/// @param time event time, ms since 1970
/// @param request id of the exchange in the log
/// @param because why it belongs
public record Attributed(int campaign, int account, long time, String request, Because because)
    implements Message {

  /// Why an exchange belongs to a campaign; the first of them that holds.
  public enum Because {
    /// It uses a scaffold that is the campaign's own.
    SCAFFOLD("scaffold"),
    /// It goes on with a conversation that belongs to the campaign.
    CONVERSATION("conversation"),
    /// It hands in a private reply that belongs to the campaign.
    REPLY("reply"),
    /// It hands in sealed reasoning that belongs to the campaign.
    REASONING("reasoning");

    private static final Because[] ALL = values();

    private final String word;

    Because(String word) {
      this.word = word;
    }

    /// As the list of requests has it.
    public String word() {
      return word;
    }
  }

  @Override
  public long at() {
    return (long) campaign << 32 | account;
  }

  @Override
  public long tie() {
    return time;
  }

  /// Binary form; the id comes first, so that bytes order rows of one millisecond by it.
  public static Wire<Attributed> wire() {
    return new Wire<>() {
      @Override
      public String name() {
        return "attributed/1";
      }

      @Override
      public void write(Attributed value, DataOutput out) throws IOException {
        out.writeUTF(value.request);
        out.writeByte(value.because.ordinal());
        out.writeInt(value.campaign);
        out.writeInt(value.account);
        out.writeLong(value.time);
      }

      @Override
      public Attributed read(DataInput in) throws IOException {
        String request = in.readUTF();
        Because because = Because.ALL[in.readByte()];
        return new Attributed(in.readInt(), in.readInt(), in.readLong(), request, because);
      }
    };
  }
}
