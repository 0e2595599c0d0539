// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Suspects accounts that send much on some day.
final class Volume implements Baseline {
  @Override
  public String name() {
    return "volume";
  }

  @Override
  public String looksAt() {
    return "requests on the busiest day of an account";
  }

  @Override
  public String source() {
    return "common practice: the rate alarm that every gateway has; no paper";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("day", "24 h, UTC", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Map<Integer, Long> day = new HashMap<>();
      private final Map<Integer, Double> today = new HashMap<>();
      private final Map<Integer, Double> busiest = new HashMap<>();

      @Override
      public void take(Request request) {
        Long before = day.put(request.account(), request.day());
        if (before == null || before != request.day()) {
          today.put(request.account(), 0.0);
        }
        double sum = today.merge(request.account(), 1.0, Double::sum);
        busiest.merge(request.account(), sum, Math::max);
      }

      @Override
      public Suspicion conclude(Roster roster) {
        return Suspicion.alone(busiest);
      }
    };
  }
}
