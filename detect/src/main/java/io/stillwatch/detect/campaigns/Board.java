// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.accounts.TraceWire;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.detect.coordination.Holding;
import io.stillwatch.model.Family;
import io.stillwatch.stats.LongLongMap;
import io.stillwatch.stats.LongObjectMap;
import io.stillwatch.stats.LongSet;
import io.stillwatch.stats.Mix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// All that the last stage knows: the newest portrait of every account, who holds which shared
/// artefact, and every flow event, each item once.
public final class Board {
  /// Beyond this many flow events only their number is kept.
  private static final int FLOWS_MOST = 4_000_000;

  final LongObjectMap<Portrait> portraits = new LongObjectMap<>();
  final LongObjectMap<Artefact> artefacts = new LongObjectMap<>();
  final List<Flow> flows = new ArrayList<>();
  final Docket docket;
  private final LongSet seen;

  /// First fingerprint by reply and quoter.
  private final LongLongMap hints = new LongLongMap();

  Board() {
    this(new LongSet(), new Docket());
  }

  private Board(LongSet seen, Docket docket) {
    this.seen = seen;
    this.docket = docket;
  }

  void take(Clue clue) {
    switch (clue) {
      case Clue.Seen s -> portraits.put(s.portrait().tie(), s.portrait());
      case Holding h -> {
        Artefact artefact = artefacts.get(h.artefact());
        if (artefact == null) {
          artefact = new Artefact(h.kind());
          artefacts.put(h.artefact(), artefact);
        }
        artefact.add(h);
      }
      case Flow f -> {
        if (flows.size() < FLOWS_MOST && counts(f) && seen.add(identity(f))) {
          flows.add(f);
        }
      }
    }
  }

  /// A reply counts when a second fingerprint of it comes back: one may be a common phrase.
  private boolean counts(Flow f) {
    if (f.family() != Family.E3) {
      return true;
    }
    long first = hints.getOrDefault(identity(f), 0);
    if (first == 0) {
      if (hints.size() < FLOWS_MOST) {
        hints.put(identity(f), f.mark());
      }
      return false;
    }
    return first != f.mark();
  }

  private static long identity(Flow f) {
    return Mix.of(Mix.of(f.item(), f.to()), f.family().ordinal());
  }

  void write(DataOutput out) throws IOException {
    long[] accounts = portraits.sortedKeys();
    out.writeInt(accounts.length);
    for (long account : accounts) {
      Portrait portrait = portraits.get(account);
      if (portrait != null) {
        TraceWire.writePortrait(portrait, out);
      }
    }
    long[] hashes = artefacts.sortedKeys();
    out.writeInt(hashes.length);
    for (long hash : hashes) {
      Artefact artefact = artefacts.get(hash);
      if (artefact != null) {
        out.writeLong(hash);
        artefact.write(out);
      }
    }
    out.writeInt(flows.size());
    for (Flow f : flows) {
      out.writeLong(f.at());
      out.writeLong(f.tie());
      out.writeByte(f.family().ordinal());
      out.writeLong(f.from());
      out.writeLong(f.to());
      out.writeLong(f.item());
      out.writeLong(f.mark());
      out.writeBoolean(f.pasted());
    }
    long[] pairs = hints.sortedKeys();
    out.writeInt(pairs.length);
    for (long pair : pairs) {
      out.writeLong(pair);
      out.writeLong(hints.getOrDefault(pair, 0));
    }
    docket.write(out);
  }

  static Board read(DataInput in) throws IOException {
    var portraits = new ArrayList<Portrait>();
    for (int n = in.readInt(); n > 0; n--) {
      portraits.add(TraceWire.readPortrait(in));
    }
    var artefacts = new LongObjectMap<Artefact>();
    for (int n = in.readInt(); n > 0; n--) {
      artefacts.put(in.readLong(), Artefact.read(in));
    }
    var flows = new ArrayList<Flow>();
    for (int n = in.readInt(); n > 0; n--) {
      flows.add(
          new Flow(
              in.readLong(),
              in.readLong(),
              Family.values()[in.readByte()],
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean()));
    }
    var hints = new LongLongMap();
    for (int n = in.readInt(); n > 0; n--) {
      hints.put(in.readLong(), in.readLong());
    }
    var board = new Board(new LongSet(), Docket.read(in));
    hints.forEach(board.hints::put);
    for (Portrait portrait : portraits) {
      board.portraits.put(portrait.tie(), portrait);
    }
    for (long hash : artefacts.sortedKeys()) {
      Artefact artefact = artefacts.get(hash);
      if (artefact != null) {
        board.artefacts.put(hash, artefact);
      }
    }
    for (Flow flow : flows) {
      board.seen.add(identity(flow));
      board.flows.add(flow);
    }
    return board;
  }
}
