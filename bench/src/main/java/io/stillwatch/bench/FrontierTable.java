// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.arena.spec.Budget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What attackers take undetected: by pool, and by what they can spend.
final class FrontierTable {
  private static final List<Integer> DOLLARS = List.of(100, 300, 1_000, 3_000, 10_000, 30_000);

  private FrontierTable() {}

  /// @param mixes the reaches of each mix, by size of the pool
  static String text(List<List<Reach>> mixes) {
    StringBuilder text = new StringBuilder();
    List<Object> heads = new ArrayList<>(List.of("mix"));
    DOLLARS.forEach(dollars -> heads.add(String.format(Locale.ROOT, "$%,d a month", dollars)));
    Markdown.line(text, heads.toArray());
    text.append("|---").append("|--:".repeat(DOLLARS.size())).append("|\n");
    mixes.forEach(reaches -> byBudget(text, reaches));
    text.append(
        """

        | mix | hostile accounts | undetected at | detected at | exchanges a day undetected | $ a month | $ per million |
        |---|--:|--:|--:|--:|--:|--:|
        """);
    mixes.forEach(reaches -> reaches.forEach(reach -> byPool(text, reach)));
    return text.toString();
  }

  private static void byBudget(StringBuilder text, List<Reach> reaches) {
    List<Object> cells = new ArrayList<>(List.of(reaches.getFirst().pool().mix().name()));
    DOLLARS.forEach(dollars -> cells.add(most(reaches, dollars)));
    Markdown.line(text, cells.toArray());
  }

  /// The most that any pool takes for the money. Where money would have bought more of what was not
  /// tried, a larger pool or a higher rate, it says so.
  private static String most(List<Reach> reaches, double dollars) {
    Comparator<Reach> byHarvest = Comparator.comparingDouble(r -> r.harvestPerDay(dollars));
    Reach best = reaches.stream().max(byHarvest).orElseThrow();
    boolean end = best.mightBeFaster() || best.equals(reaches.getLast());
    String open = best.paid(dollars) && end ? "≥ " : "";
    return open + whole(best.harvestPerDay(dollars));
  }

  private static void byPool(StringBuilder text, Reach reach) {
    Object[] cost = {"-", "-"};
    if (reach.undetected().isPresent()) {
      Budget month = reach.pool().month(reach.undetected().getAsDouble());
      cost = new Object[] {whole(month.dollars()), whole(month.dollarsPerMillion())};
    }
    Markdown.line(
        text,
        reach.pool().mix().name(),
        reach.pool().accounts(),
        Markdown.known(reach.undetected(), FrontierTable::rate),
        Markdown.known(reach.detected(), FrontierTable::rate),
        whole(reach.harvestPerDay()),
        cost[0],
        cost[1]);
  }

  static String rate(double rate) {
    return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate);
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
