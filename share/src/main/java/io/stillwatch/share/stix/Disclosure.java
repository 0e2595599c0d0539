// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What of a campaign may leave: tokens in place of accounts, sketches in place of prompts, numbers
/// of networks, and the one sum of money that is the campaign's own. Whoever fills it decides what
/// leaves; what it has no place for cannot.
///
/// @param accounts by account id, which itself stays; an account that is missing is only counted
/// @param templates prompt families of the campaign alone
/// @param networks numbers of autonomous systems the campaign came through
/// @param listPaid what the campaign's use costs by the public price list, millionths of a US
///   dollar; empty when not known
/// @param capabilities what it was after, in the words of docs/formats/stix.md
/// @param evidence SHA-256 root of the sealed evidence, 64 hex digits; empty when there is none
public record Disclosure(
    SortedMap<String, Account> accounts,
    List<Template> templates,
    List<Integer> networks,
    OptionalLong listPaid,
    List<String> capabilities,
    Optional<String> evidence) {
  public Disclosure {
    accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
    templates = List.copyOf(templates);
    networks = List.copyOf(networks);
    capabilities = List.copyOf(capabilities);
    that(
        evidence.isEmpty() || evidence.get().matches("[0-9a-f]{64}"),
        "an evidence root is 64 hex digits");
  }

  /// Accounts alone.
  public static Disclosure of(SortedMap<String, Account> accounts) {
    return new Disclosure(
        accounts, List.of(), List.of(), OptionalLong.empty(), List.of(), Optional.empty());
  }

  /// An account by its tokens.
  ///
  /// @param user the one that peers meet it by: what a plain tool compares
  /// @param others further ones
  public record Account(Token user, List<Token> others) {
    public Account {
      others = List.copyOf(others);
    }
  }

  /// A family of prompts.
  ///
  /// @param digest token of the normalised template
  /// @param sketch SimHash of its words in threes
  /// @param slots how many places change from prompt to prompt
  /// @param samples how many prompts were seen
  /// @param distance up to how many bits of the sketch may differ
  public record Template(Token digest, long sketch, int slots, long samples, int distance) {
    public Template {
      that(digest.kind() == TokenKind.TEMPLATE, "a template is known by a token of its text");
      that(slots >= 0 && samples >= 0, "counts are not negative");
      that(distance >= 0 && distance <= 16, "sketches may differ in 0 to 16 bits");
    }
  }
}
