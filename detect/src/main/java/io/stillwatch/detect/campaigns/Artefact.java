// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.coordination.Holders;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.detect.coordination.Shard;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// An artefact that more than one principal holds: for each holder, uses in both halves.
final class Artefact {
  final Kind kind;
  private int level;
  private int variety;
  private long used;
  private long points;

  /// When it was last told of.
  private long last = Long.MIN_VALUE;

  private Holders uses = new Holders();

  Artefact(Kind kind) {
    this.kind = kind;
  }

  void add(Holding news) {
    last = Math.max(last, news.at());
    variety = Math.max(variety, news.variety());
    used += news.manner().get(0);
    points += news.manner().get(1);
    sample(news.level());
    for (int i = 0; i < news.holders().size(); i++) {
      if (Shard.sampled(news.holders().get(i), level)) {
        uses.add(news.holders().get(i), news.uses().get(i));
      }
    }
    limit(Holding.most(kind));
  }

  /// Lists at most so many holders.
  void limit(int most) {
    while (uses.size() > most) {
      sample(level + 1);
    }
  }

  private void sample(int at) {
    if (at > level) {
      level = at;
      uses = uses.sampled(level);
    }
  }

  /// Whether nobody used it since `time`. Traits of accounts stay as their portraits do.
  boolean silent(long time) {
    return last <= time && kind.role() != Kind.Role.IDENTITY;
  }

  Holders uses() {
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
    return used == 0 ? 0 : points / 2.0 / used;
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
    out.writeLong(used);
    out.writeLong(points);
    out.writeLong(last);
    uses.write(out);
  }

  static Artefact read(DataInput in) throws IOException {
    var artefact = new Artefact(Kind.at(in.readByte()));
    artefact.level = in.readByte();
    artefact.variety = in.readByte();
    artefact.used = in.readLong();
    artefact.points = in.readLong();
    artefact.last = in.readLong();
    artefact.uses = Holders.read(in);
    return artefact;
  }
}
