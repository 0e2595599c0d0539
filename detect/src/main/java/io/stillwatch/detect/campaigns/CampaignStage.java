// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Beat;
import io.stillwatch.detect.coordination.Clue;
import io.stillwatch.detect.coordination.ClueWire;
import io.stillwatch.detect.coordination.Flow;
import io.stillwatch.model.Finding;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;

/// Keyed by one constant, on purpose: the funnel is narrow here. Collects clues, judges at the end
/// of each day, and before that whenever there is a seventh more to judge. With a [Beat] within the
/// hour, groups that have grown get an interim look at each of its ends.
public final class CampaignStage implements Stage<Board, Clue, Finding> {
  private final Rules rules;
  private final Beat beat;

  public CampaignStage(Rules rules) {
    this(rules, Beat.HOURLY);
  }

  public CampaignStage(Rules rules, Beat beat) {
    this.rules = rules;
    this.beat = beat;
  }

  @Override
  public String name() {
    return "campaigns";
  }

  @Override
  public long key(Clue in) {
    return 0;
  }

  @Override
  public Board start(long key) {
    return new Board();
  }

  /// Clues of a span arrive at the first millisecond of the next; that is when it is judged.
  @Override
  public long step(Board board, Clue in, Out<? super Finding> out) {
    if (!(in instanceof Flow flow && rules.without().contains(flow.family()))) {
      board.take(in);
    }
    return beat.next(in.at());
  }

  @Override
  public long tick(long key, Board board, long now, Out<? super Finding> out) {
    if (Beat.endsDay(now)) {
      board.forget(now);
    } else if (!board.hasGrown()) {
      if (beat.isWithinTheHour()) {
        new Judgement(board, now, rules).interim(out);
      }
      return Beat.tomorrow(now);
    }
    board.judged();
    if (board.portraits.size() > 0) {
      new Judgement(board, now, rules).pronounce(out);
    }
    return NEVER;
  }

  @Override
  public Wire<Board> state() {
    return new BoardWire(BoardWire.NEWEST);
  }

  @Override
  public Wire<Clue> in() {
    return new ClueWire();
  }

  @Override
  public Wire<Finding> out() {
    return new FindingWire();
  }
}
