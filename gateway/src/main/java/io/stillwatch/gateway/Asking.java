// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.stillwatch.gateway.GatewayConfig.Failing;
import io.stillwatch.gateway.GatewayStats.Count;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Desk;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Used;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks the desk, and bears with it: what it throws, and what it takes too long for, ends open or
/// closed as configured. A desk that may block is asked on virtual threads.
final class Asking implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Asking.class.getName());

  private final Desk desk;
  private final Failing failing;
  private final GatewayStats stats;
  private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

  Asking(Desk desk, Failing failing, GatewayStats stats) {
    this.desk = desk;
    this.failing = failing;
    this.stats = stats;
  }

  Desk desk() {
    return desk;
  }

  /// Calls `to` once, on `loop`, where it is called from.
  void ask(Question question, EventExecutor loop, Consumer<Heard> to) {
    if (failing.deskBlocks()) {
      askAside(question, loop, to);
    } else {
      to.accept(counted(heard(question)));
    }
  }

  private void askAside(Question question, EventExecutor loop, Consumer<Heard> to) {
    Once once = new Once(to);
    Future<?> late =
        loop.schedule(
            () -> once.end(failed(question)), failing.within().toMillis(), TimeUnit.MILLISECONDS);
    blocking.execute(
        () -> {
          Heard heard = heard(question);
          loop.execute(
              () -> {
                late.cancel(false);
                if (!once.end(heard)) {
                  giveBack(heard);
                }
              });
        });
  }

  /// Whoever ends it first, on the loop.
  private final class Once {
    private final Consumer<Heard> to;
    private boolean ended;

    Once(Consumer<Heard> to) {
      this.to = to;
    }

    boolean end(Heard heard) {
      if (ended) {
        return false;
      }
      ended = true;
      to.accept(counted(heard));
      return true;
    }
  }

  /// An answer that came too late was for a request that went another way.
  private void giveBack(Heard heard) {
    if (heard instanceof Heard.Said(Answer.Go go)) {
      settle(go.permit(), Used.NOTHING);
    }
  }

  private Heard heard(Question question) {
    try {
      return new Heard.Said(desk.ask(question));
    } catch (RuntimeException e) {
      // Its message might hold anything, so its kind has to do.
      LOG.log(System.Logger.Level.WARNING, "the desk failed: {0}", Failure.told(e));
      return failed(question);
    }
  }

  private Heard failed(Question question) {
    return failing.open() ? Heard.Open.of(question.account()) : new Heard.Closed();
  }

  private Heard counted(Heard heard) {
    stats.add(
        switch (heard) {
          case Heard.Said said -> counted(said.answer());
          case Heard.Open open -> Count.FAILED_OPEN;
          case Heard.Closed closed -> Count.FAILED_CLOSED;
        });
    return heard;
  }

  private Count counted(Answer answer) {
    stats.add(Count.ASKED);
    return switch (answer) {
      case Answer.Go go -> Count.ALLOWED;
      case Answer.Later later -> Count.THROTTLED;
      case Answer.Lacks lacks -> Count.REFUSED;
      case Answer.No no -> Count.REFUSED;
    };
  }

  /// Settles a permit. Nothing was set aside for one without a number, such as that of a request
  /// which went on because the desk had failed.
  void settle(Permit permit, Used used) {
    if (permit.number() == 0) {
      return;
    }
    if (failing.deskBlocks()) {
      blocking.execute(() -> settleNow(permit, used));
    } else {
      settleNow(permit, used);
    }
  }

  private void settleNow(Permit permit, Used used) {
    try {
      desk.settle(permit, used);
    } catch (RuntimeException e) {
      stats.add(Count.UNSETTLED);
      LOG.log(System.Logger.Level.WARNING, "a permit is not settled: {0}", Failure.told(e));
    }
  }

  @Override
  public void close() {
    blocking.close();
  }
}
