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
import java.util.Arrays;
import java.util.List;

/// All that the last stage knows: the newest portrait of every account, who holds which shared
/// artefact, and every flow event, each item once. What nobody used or passed for 28 days is
/// forgotten, except what a group that stood is known by.
public final class Board {
  /// Beyond this many flow events, and as many first fingerprints, no new ones are taken in.
  private static final int FLOWS_MOST = 4_000_000;

  private static final long DAY = 86_400_000;
  private static final long LIFE = 28 * DAY;

  /// Within a day it is judged anew when there are so many times the exchanges.
  private static final double GROWTH = 1.15;

  /// Of an artefact that more than half of all accounts hold, which is public, so many are listed.
  private static final int PUBLIC_MOST = 4_096;

  final LongObjectMap<Portrait> portraits = new LongObjectMap<>();
  final LongObjectMap<Artefact> artefacts = new LongObjectMap<>();
  final List<Flow> flows = new ArrayList<>();
  final Docket docket;
  private LongSet seen = new LongSet();

  /// First fingerprint by reply and quoter, and the same of the 28 days before.
  private LongLongMap hints = new LongLongMap();

  private LongLongMap oldHints = new LongLongMap();

  /// Number of the 28 days that hints are kept of.
  private long period = Long.MIN_VALUE;

  /// Exchanges of all accounts, now and when it was last judged.
  private long exchanges;

  private long judged;

  final Accused accused;
  final PlaceboRecord placebo;

  /// Flow events before this time are forgotten.
  private long since = Long.MIN_VALUE;

  Board() {
    this(new Docket(), new Accused(), new PlaceboRecord());
  }

  private Board(Docket docket, Accused accused, PlaceboRecord placebo) {
    this.placebo = placebo;
    this.docket = docket;
    this.accused = accused;
  }

  void take(Clue clue) {
    switch (clue) {
      case Clue.Seen s -> seen(s.portrait());
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

  private void seen(Portrait portrait) {
    Portrait before = portraits.get(portrait.tie());
    exchanges += portrait.exchanges() - (before == null ? 0 : before.exchanges());
    portraits.put(portrait.tie(), portrait);
  }

  /// Whether there is enough new since the last judgement to judge within the day.
  boolean hasGrown() {
    return exchanges >= GROWTH * judged;
  }

  void judged() {
    judged = exchanges;
  }

  /// A reply counts when a second fingerprint of it comes back: one may be a common phrase.
  private boolean counts(Flow f) {
    if (f.family() != Family.E3) {
      return true;
    }
    long first = hints.getOrDefault(identity(f), oldHints.getOrDefault(identity(f), 0));
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

  /// Forgets what is older than 28 days; called once a day, when all clues of the day are in.
  void forget(long now) {
    since = now - LIFE;
    LongSet standing = standing();
    var silent = new LongSet();
    artefacts.forEach(
        (hash, artefact) -> {
          boolean common =
              (long) artefact.uses().size() * artefact.listing() * 2 > portraits.size();
          artefact.limit(common ? PUBLIC_MOST : Integer.MAX_VALUE);
          if (artefact.silent(since) && !heldBy(artefact, standing)) {
            silent.add(hash);
          }
        });
    silent.forEach(artefacts::remove);
    int before = flows.size();
    flows.removeIf(
        f -> f.at() < since && !(standing.contains(f.from()) && standing.contains(f.to())));
    if (flows.size() < before) {
      seen = new LongSet(flows.size());
      flows.forEach(f -> seen.add(identity(f)));
    }
    if (Math.floorDiv(now, LIFE) > period) {
      period = Math.floorDiv(now, LIFE);
      oldHints = hints;
      hints = new LongLongMap();
      placebo.turn();
    }
  }

  long since() {
    return since;
  }

  /// Members of groups that stood.
  private LongSet standing() {
    var members = new LongSet();
    for (long signature : docket.standing()) {
      Docket.Stood group = docket.stood(signature);
      for (int m = 0; group != null && m < group.members().size(); m++) {
        members.add(group.members().get(m));
      }
    }
    return members;
  }

  private static boolean heldBy(Artefact artefact, LongSet standing) {
    return !standing.isEmpty()
        && Arrays.stream(artefact.uses().sortedKeys()).anyMatch(standing::contains);
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
    out.writeLong(since);
    out.writeLong(period);
    out.writeLong(judged);
    accused.write(out);
    placebo.write(out);
    write(hints, out);
    write(oldHints, out);
    docket.write(out);
  }

  private static void write(LongLongMap map, DataOutput out) throws IOException {
    long[] keys = map.sortedKeys();
    out.writeInt(keys.length);
    for (long key : keys) {
      out.writeLong(key);
      out.writeLong(map.getOrDefault(key, 0));
    }
  }

  private static LongLongMap readMap(DataInput in) throws IOException {
    int n = in.readInt();
    var map = new LongLongMap(n);
    for (int i = 0; i < n; i++) {
      map.put(in.readLong(), in.readLong());
    }
    return map;
  }

  /// @param ruled whether it says what groups were ruled to be
  static Board read(DataInput in, boolean ruled) throws IOException {
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
    long since = in.readLong();
    long period = in.readLong();
    long judged = in.readLong();
    var accused = new Accused();
    accused.read(in);
    var placebo = new PlaceboRecord();
    placebo.read(in);
    LongLongMap hints = readMap(in);
    LongLongMap oldHints = readMap(in);
    var board = new Board(Docket.read(in, ruled), accused, placebo);
    board.judged = judged;
    board.since = since;
    board.period = period;
    board.hints = hints;
    board.oldHints = oldHints;
    for (Portrait portrait : portraits) {
      board.seen(portrait);
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
