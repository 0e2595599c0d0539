// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Binary form of notices, and of what they say.
final class NoticeWire {
  private static final int KNOWN = 1;
  private static final int SHIELD = 2;
  private static final int REVIEWED = 3;
  private static final int LATE = 4;

  private NoticeWire() {}

  static void write(Notice notice, DataOutput out) throws IOException {
    switch (notice) {
      case Notice.Known known -> {
        out.writeByte(KNOWN);
        out.writeLong(known.at());
        account(known.account(), out);
      }
      case Notice.Shield shield -> {
        out.writeByte(SHIELD);
        protection(shield.protection(), out);
      }
      case Notice.Reviewed reviewed -> {
        out.writeByte(REVIEWED);
        review(reviewed.review(), out);
      }
      case Notice.Late late -> {
        out.writeByte(LATE);
        out.writeLong(late.at());
        write(late.said(), out);
      }
    }
  }

  static Notice read(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case KNOWN -> new Notice.Known(in.readLong(), account(in));
      case SHIELD -> new Notice.Shield(protection(in));
      case REVIEWED -> new Notice.Reviewed(review(in));
      case LATE -> new Notice.Late(in.readLong(), read(in));
      default -> throw new IOException("there is no notice of kind " + kind);
    };
  }

  static void account(Account account, DataOutput out) throws IOException {
    DecisionWire.text(account.id(), out);
    DecisionWire.text(account.tier(), out);
    out.writeInt(account.facts().size());
    for (Map.Entry<String, String> fact : account.facts().entrySet()) {
      DecisionWire.text(fact.getKey(), out);
      DecisionWire.text(fact.getValue(), out);
    }
  }

  static Account account(DataInput in) throws IOException {
    String id = DecisionWire.text(in);
    String tier = DecisionWire.text(in);
    var facts = new TreeMap<String, String>();
    for (int n = in.readInt(); n > 0; n--) {
      facts.put(DecisionWire.text(in), DecisionWire.text(in));
    }
    return new Account(id, tier, facts);
  }

  static void protection(Protection one, DataOutput out) throws IOException {
    DecisionWire.text(one.account(), out);
    out.writeUTF(one.kind().name());
    DecisionWire.text(one.by(), out);
    DecisionWire.text(one.reason(), out);
    out.writeLong(one.at());
    out.writeLong(one.until());
  }

  static Protection protection(DataInput in) throws IOException {
    return new Protection(
        DecisionWire.text(in),
        Protection.Kind.valueOf(in.readUTF()),
        DecisionWire.text(in),
        DecisionWire.text(in),
        in.readLong(),
        in.readLong());
  }

  static void review(Review one, DataOutput out) throws IOException {
    DecisionWire.text(one.decision(), out);
    DecisionWire.text(one.rule(), out);
    out.writeUTF(one.verdict().name());
    DecisionWire.text(one.by(), out);
    DecisionWire.text(one.reason(), out);
    out.writeLong(one.at());
  }

  static Review review(DataInput in) throws IOException {
    return new Review(
        DecisionWire.text(in),
        DecisionWire.text(in),
        Review.Verdict.valueOf(in.readUTF()),
        DecisionWire.text(in),
        DecisionWire.text(in),
        in.readLong());
  }
}
