// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Suspects new accounts that send at full rate from their first day on.
final class NoRampUp implements Baseline {
  private static final long DAY = 86_400_000L;
  private static final long NEW = 30 * DAY;
  private static final double FULL = .5;

  @Override
  public String name() {
    return "no-ramp-up";
  }

  @Override
  public String looksAt() {
    return "requests in the first 24 h of a new account, when they are near its busiest 24 h";
  }

  @Override
  public String source() {
    return "common practice: an indicator of the lists that providers share; no paper";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("full rate", "half of its busiest 24 h", "ours"),
        new Parameter(
            "new",
            "signed up at most 30 days before; first seen a day after the log begins where no"
                + " signup is known",
            "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Map<Integer, List<Integer>> days = new HashMap<>();
      private final Map<Integer, Long> first = new HashMap<>();

      @Override
      public void take(Request request) {
        long start = first.computeIfAbsent(request.account(), _ -> request.at());
        int day = (int) ((request.at() - start) / DAY);
        List<Integer> counts = days.computeIfAbsent(request.account(), _ -> new ArrayList<>());
        while (counts.size() <= day) {
          counts.add(0);
        }
        counts.set(day, counts.get(day) + 1);
      }

      @Override
      public Suspicion conclude(Roster roster) {
        long open = roster.window().from() + DAY;
        Map<Integer, Double> scores = new HashMap<>();
        days.forEach(
            (account, counts) -> {
              int busiest = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
              long seen = roster.window(account).from();
              OptionalLong signup = roster.signup(account);
              boolean fresh = signup.isPresent() ? seen - signup.getAsLong() <= NEW : seen >= open;
              if (fresh && counts.getFirst() >= FULL * busiest) {
                scores.put(account, (double) counts.getFirst());
              }
            });
        return Suspicion.alone(scores);
      }
    };
  }
}
