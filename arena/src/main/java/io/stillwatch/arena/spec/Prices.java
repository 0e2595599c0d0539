// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

/// What things cost an attacker, in dollars. All are round assumptions, not measurements: give
/// others where they are known.
///
/// @param exchange one exchange at list price
/// @param paraphrase wording one request anew with a small model
/// @param identity a mail address and what it takes to verify it, once
/// @param card a payment card of its own, once
/// @param address a residential address of its own, for 30 days
/// @param ageing keeping one account alive until it is old enough, once
/// @param margin what a reseller adds, a share of the list price
public record Prices(
    double exchange,
    double paraphrase,
    double identity,
    double card,
    double address,
    double ageing,
    double margin) {

  public Prices {
    if (exchange < 0 || paraphrase < 0 || identity < 0 || card < 0 || address < 0 || ageing < 0) {
      throw new IllegalArgumentException("a price is 0 or more");
    }
  }

  /// 150 tokens in and 220 out, the mean of the campaigns of a `large` world, at 3 and 15 dollars
  /// per million tokens; a tenth of that for a small model.
  public static Prices assumed() {
    return new Prices(.00375, .000375, 1, 3, 4, 5, .2);
  }
}
