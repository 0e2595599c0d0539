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
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Keyed by one constant, on purpose: the funnel is narrow here. Collects clues, judges at the end
/// of each day, and before that whenever there is a seventh more to judge.
public final class CampaignStage implements Stage<Board, Clue, Finding> {
  private final Rules rules;

  public CampaignStage(Rules rules) {
    this.rules = rules;
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

  /// Clues of an hour arrive at the first millisecond of the next; that is when it is judged.
  @Override
  public long step(Board board, Clue in, Out<? super Finding> out) {
    if (!(in instanceof Flow flow && rules.without().contains(flow.family()))) {
      board.take(in);
    }
    return Beat.next(in.at());
  }

  @Override
  public long tick(long key, Board board, long now, Out<? super Finding> out) {
    if (Beat.endsDay(now)) {
      board.forget(now);
    } else if (!board.hasGrown()) {
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
    return new Wire<>() {
      @Override
      public String name() {
        return "board/4";
      }

      @Override
      public void write(Board value, DataOutput out) throws IOException {
        value.write(out);
      }

      @Override
      public Board read(DataInput in) throws IOException {
        return Board.read(in);
      }
    };
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
