// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.spec;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/// The levels of evasion. What each costs is in [PriceTag].
public enum Level {
  /// Naive: nothing is hidden.
  R0(0, "nothing"),
  /// At most five requests an account and day.
  R1(0, "many accounts"),
  /// Half or more of the requests are cover.
  R2(5, "paid requests that take nothing"),
  /// The scaffold is paraphrased per request.
  R3(5, "a call of another model for each request; noisier data"),
  /// Accounts are replaced after some requests.
  R4(10, "a flow of signups that never ends"),
  /// Identities share nothing.
  R5(15, "an address, a card and a client for each account"),
  /// A conversation never changes account.
  R6(2, "free failover within a conversation"),
  /// No judging or cleaning across accounts.
  R7(5, "a second vendor, or a model of one's own, for cleaning"),
  /// Replicas stay with one account, or there are none.
  R8(1, "fewer answers at one time"),
  /// The split is heavy-tailed.
  R9(2, "accounts that must idle beside the busiest one"),
  /// Accounts keep their own schedules and never fail over.
  R10(10, "reliability: what fails waits"),
  /// Accounts are aged before use.
  R11(5, "months of keeping accounts before use"),
  /// Hides in a declared aggregator.
  R12(10, "a reseller's margin, and a place among its tenants"),
  /// Copies a framework's template.
  R13(2, "prompts that must look like the framework's"),
  /// Poisons popularity.
  R14(15, "everyday questions from aged accounts"),
  /// Frames an innocent firm.
  R15(5, "prompts that must look like the firm's"),
  /// Probes the defences.
  R16(15, "requests that are refused"),
  /// Buys transcripts elsewhere.
  R17(5, "a market that sells transcripts");

  private static final Set<Level> STRONGEST =
      Set.copyOf(EnumSet.of(R3, R5, R6, R7, R8, R9, R10, R11));

  private final int engineering;
  private final String loses;

  Level(int engineering, String loses) {
    this.engineering = engineering;
    this.loses = loses;
  }

  /// Days of one engineer to build and to run it in. Assumed: nobody has published any.
  public int engineering() {
    return engineering;
  }

  /// What the attacker gives up, in a few words.
  public String loses() {
    return loses;
  }

  /// The strongest mix that a campaign of thousands of accounts can afford: after it, only signups,
  /// payments and the coherence of the content are left to see.
  public static Set<Level> strongest() {
    return STRONGEST;
  }

  /// Levels from a text such as `R3+R5+R11`.
  ///
  /// @throws IllegalArgumentException for a word that is no level
  public static Set<Level> parse(String text) {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    for (String word : text.strip().split("[+, ]+", 0)) {
      levels.add(
          Arrays.stream(values())
              .filter(level -> level.name().equalsIgnoreCase(word))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException(word + " is no level; take R0 to R17")));
    }
    return levels;
  }
}
