// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.stillwatch.interventions.Design;
import io.stillwatch.interventions.Plan;
import io.stillwatch.interventions.Remedy;
import io.stillwatch.interventions.Seed;
import io.stillwatch.interventions.Throttle;
import io.stillwatch.interventions.Timetable;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands in the way of every request makes no work for the collector. Here, because the rooms
/// themselves do not read the modules that measure it.
class AllocationTest {
  private static final long MINUTE = 60_000;
  private static final String[] ACCOUNTS = {"acct-1", "acct-2", "acct-3", "acct-4", "stranger"};

  @Test
  void aRequestIsAnsweredWithoutAllocation() {
    Design design =
        Design.of(
                "sw-1",
                List.of("acct-1", "acct-2", "acct-3", "acct-4"),
                new Timetable(0, 600 * MINUTE, 10 * MINUTE, 20),
                new Remedy(1, MINUTE, 0.02))
            .allowed("a test");
    Plan plan = Plan.of(design, Seed.of(new byte[32]));
    var throttle = new Throttle(plan);
    var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ask(plan, throttle);

    long before = memory.getCurrentThreadAllocatedBytes();
    ask(plan, throttle);
    long bytes = memory.getCurrentThreadAllocatedBytes() - before;

    assertThat(throttle.cost().touched()).isPositive();
    assertThat(bytes).as("for 120,000 requests").isLessThan(10_000);
  }

  private static void ask(Plan plan, Throttle throttle) {
    for (long at = 0; at < 20 * 600 * MINUTE; at += MINUTE / 2) {
      for (String account : ACCOUNTS) {
        plan.touches(account, at);
        throttle.answer(account, at);
      }
    }
  }
}
