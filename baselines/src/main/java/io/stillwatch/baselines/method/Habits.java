// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.request.Request;
import java.util.HashSet;
import java.util.Set;

/// What an account is like, in numbers.
final class Habits {
  /// How many numbers.
  static final int SIZE = 10;

  private final Set<Long> days = new HashSet<>();
  private final Set<Long> hours = new HashSet<>();
  private final Set<Long> addresses = new HashSet<>();
  private final Set<Long> scaffolds = new HashSet<>();
  private final Set<Long> prompts = new HashSet<>();
  private final Set<String> models = new HashSet<>();
  private double requests;
  private double input;
  private double output;
  private double refused;
  private double turns;

  void add(Request request) {
    requests++;
    days.add(request.day());
    hours.add(Math.floorMod(request.hour(), 24L));
    addresses.add(request.address());
    scaffolds.add(request.prompt().scaffold());
    prompts.add(request.prompt().digest());
    models.add(request.exchange().ask().model());
    input += request.exchange().usage().input();
    output += request.exchange().usage().output();
    refused += request.exchange().reply().refused() ? 1 : 0;
    turns += request.exchange().ask().messages().size();
  }

  /// Rate by active day, hours of the day, tokens in and out, addresses, scaffolds, models,
  /// repeated prompts, refusals, messages; what spans orders of magnitude as a logarithm.
  float[] features() {
    return new float[] {
      (float) Math.log(requests / days.size()),
      hours.size(),
      (float) Math.log1p(input / requests),
      (float) Math.log1p(output / requests),
      (float) Math.log(addresses.size()),
      (float) (scaffolds.size() / requests),
      models.size(),
      (float) (prompts.size() / requests),
      (float) (refused / requests),
      (float) Math.log1p(turns / requests)
    };
  }
}
