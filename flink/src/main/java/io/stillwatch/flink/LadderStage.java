// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Undo;
import io.stillwatch.model.pipeline.Message;
import io.stillwatch.model.pipeline.Out;
import io.stillwatch.model.pipeline.Stage;
import io.stillwatch.model.pipeline.Wire;
import io.stillwatch.respond.Ladder;
import io.stillwatch.respond.Outcome;
import io.stillwatch.respond.Situation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays a round of the ladder after each judgement and each notice: findings and notices in,
/// decisions and their ends out. There is one ladder, so there is one key. No people are asked
/// here: what waits for them is not decided.
final class LadderStage implements Stage<Docket, Message, Act> {
  private final Supplier<Ladder> made;
  private @Nullable Ladder ladder;

  /// @param made is asked once, when the first round is played: reading a policy takes a while
  LadderStage(Supplier<Ladder> made) {
    this.made = made;
  }

  @Override
  public String name() {
    return "ladder";
  }

  @Override
  public long key(Message in) {
    return 0;
  }

  @Override
  public Docket start(long key) {
    return new Docket();
  }

  /// All findings of a judgement are of one time; the round is played when that is over.
  @Override
  public long step(Docket docket, Message in, Out<? super Act> out) {
    switch (in) {
      case Finding finding -> docket.add(finding);
      case Notice notice -> hear(docket, notice, in.at(), out);
      default -> throw new IllegalStateException("the ladder is told findings and notices");
    }
    return in.at();
  }

  private static void hear(Docket docket, Notice notice, long now, Out<? super Act> out) {
    switch (notice) {
      case Notice.Known known -> docket.know(known.account());
      case Notice.Shield shield -> docket.shield(shield.protection());
      case Notice.Reviewed reviewed ->
          docket
              .review(reviewed.review(), now)
              .ifPresent(
                  ended -> {
                    docket.replace(ended);
                    out.send(Act.ended(now, ended));
                  });
      case Notice.Late late -> hear(docket, late.said(), now, out);
    }
  }

  @Override
  public long tick(long key, Docket docket, long now, Out<? super Act> out) {
    Situation situation = docket.close(now);
    Outcome outcome = ladder().decide(situation);
    List<Decision> all = outcome.after(situation.decisions());
    docket.keep(all, now);
    outcome.live().forEach(decision -> out.send(Act.taken(decision)));
    outcome.shadow().forEach(decision -> out.send(Act.taken(decision)));
    Map<String, Decision> byId = new HashMap<>();
    all.forEach(decision -> byId.put(decision.id(), decision));
    for (Undo undo : outcome.undone()) {
      Decision ended = byId.get(undo.decision());
      if (ended != null) {
        out.send(Act.ended(now, ended));
      }
    }
    return NEVER;
  }

  private synchronized Ladder ladder() {
    Ladder one = ladder == null ? made.get() : ladder;
    ladder = one;
    return one;
  }

  @Override
  public Wire<Docket> state() {
    return Docket.wire();
  }

  @Override
  public Wire<Message> in() {
    return new ToldWire();
  }

  @Override
  public Wire<Act> out() {
    return Act.wire();
  }
}
