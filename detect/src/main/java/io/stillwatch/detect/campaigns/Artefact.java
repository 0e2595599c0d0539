// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.detect.coordination.Shard;
import io.stillwatch.stats.LongLongMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An artefact that more than one principal holds: for each holder, uses in both halves.
final class Artefact {
  final Kind kind;
  private int level;
  private int variety;
  private final long[] manner = new long[3];
  private LongLongMap uses = new LongLongMap();

  Artefact(Kind kind) {
    this.kind = kind;
  }

  void add(Holding news) {
    variety = Math.max(variety, news.variety());
    for (int i = 0; i < manner.length; i++) {
      manner[i] += news.manner().get(i);
    }
    if (news.level() > level) {
      level = news.level();
      var kept = new LongLongMap();
      uses.forEach(
          (holder, n) -> {
            if (Shard.sampled(holder, level)) {
              kept.put(holder, n);
            }
          });
      uses = kept;
    }
    for (int i = 0; i < news.holders().size(); i++) {
      uses.add(news.holders().get(i), news.uses().get(i));
    }
  }

  LongLongMap uses() {
    return uses;
  }

  /// For one holder listed, so many hold it.
  long listing() {
    return 1L << level;
  }

  /// Whether it comes with ever different payloads, as a scaffold does.
  boolean template() {
    return variety >= 3;
  }

  /// How much its uses elicit, 0 to 2.
  double eliciting() {
    return manner[0] == 0 ? 0 : manner[1] / 2.0 / manner[0];
  }

  /// Share of its uses that began a conversation.
  double once() {
    return manner[0] == 0 ? 0 : (double) manner[2] / manner[0];
  }

  static int nominating(long packed) {
    return (int) (packed >>> 32);
  }

  static int testing(long packed) {
    return (int) packed;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeByte(level);
    out.writeByte(variety);
    for (long count : manner) {
      out.writeLong(count);
    }
    long[] holders = uses.sortedKeys();
    out.writeInt(holders.length);
    for (long holder : holders) {
      out.writeLong(holder);
      out.writeLong(uses.getOrDefault(holder, 0));
    }
  }

  static Artefact read(DataInput in) throws IOException {
    var artefact = new Artefact(Kind.at(in.readByte()));
    artefact.level = in.readByte();
    artefact.variety = in.readByte();
    for (int i = 0; i < artefact.manner.length; i++) {
      artefact.manner[i] = in.readLong();
    }
    int n = in.readInt();
    for (int i = 0; i < n; i++) {
      artefact.uses.put(in.readLong(), in.readLong());
    }
    return artefact;
  }
}
