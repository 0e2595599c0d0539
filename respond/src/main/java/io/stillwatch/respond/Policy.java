// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Tiers and rules as an operator wrote them, checked: what exists can be applied.
///
/// @param caution what keeps it from doing much, or fast
/// @param remedies what each rung does
/// @param tiers access tiers, the lowest first; one at least
/// @param rules the rules, in the order of the file
public record Policy(Caution caution, Remedies remedies, List<Tier> tiers, List<Rule> rules) {
  private static final String STANDARD = "standard-policy.toml";

  public Policy {
    tiers = List.copyOf(tiers);
    rules = List.copyOf(rules);
    Require.that(!tiers.isEmpty(), "a policy has one tier at least");
  }

  /// Reads a policy file (docs/policy.md).
  ///
  /// @param text the whole file, TOML
  /// @throws BadPolicy with everything that is wrong with it, each with its line
  public static Policy parse(String text) {
    return new PolicyReader(text).policy();
  }

  /// The policy that is in force when nobody wrote one, as a file to start from.
  public static String standardText() {
    try (InputStream in = Policy.class.getResourceAsStream(STANDARD)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + STANDARD);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether there is a tier of that name; the empty name stands for the first.
  public boolean has(String tier) {
    return tier.isEmpty() || tiers.stream().anyMatch(one -> one.name().equals(tier));
  }

  /// The tier of that name; the first for an account of which nothing is known.
  ///
  /// @throws IllegalArgumentException when there is no such tier
  public Tier tier(String name) {
    if (name.isEmpty()) {
      return tiers.getFirst();
    }
    Optional<Tier> found = tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
    return found.orElseThrow(() -> new IllegalArgumentException("the policy has no tier " + name));
  }
}
