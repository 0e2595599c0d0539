// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.trial;

import io.stillwatch.model.Decision;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import io.stillwatch.server.decide.Refusals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A desk that also asks the coin. A request that the desk itself lets go may be put off: its
/// permit is given back, and its caller is told when to come again, as with any limit.
final class CoinDesk implements Desk {
  private static final String WHAT = "requests for now";

  private final Desk desk;
  private final Interventions interventions;
  private final InstantSource clock;

  CoinDesk(Desk desk, Interventions interventions, InstantSource clock) {
    this.desk = desk;
    this.interventions = interventions;
    this.clock = clock;
  }

  @Override
  public Answer ask(Question question) {
    Answer answer = desk.ask(question);
    Optional<Live> live = interventions.live();
    if (live.isEmpty() || !(answer instanceof Answer.Go go)) {
      return answer;
    }
    long now = clock.millis();
    Optional<Duration> wait = live.get().putOff(question.account(), now);
    if (wait.isEmpty()) {
      return answer;
    }
    desk.settle(go.permit(), Used.NOTHING);
    return new Answer.Later(Refusals.id(question.account(), now), WHAT, wait.get(), false);
  }

  @Override
  public void settle(Permit permit, Used used) {
    desk.settle(permit, used);
  }

  @Override
  public List<Decision> inForce() {
    return desk.inForce();
  }
}
