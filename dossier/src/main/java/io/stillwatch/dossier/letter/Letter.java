// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import io.stillwatch.dossier.Numbers;
import io.stillwatch.dossier.Visible;
import io.stillwatch.dossier.seal.Facts;
import io.stillwatch.dossier.seal.Openings.Opening;
import io.stillwatch.dossier.seal.Verified;
import java.util.List;

/// A dossier for one audience. What an audience may not see has no place in its type, and its
/// factory is not handed it: [Verified] names no account.
public sealed interface Letter {
  /// What everybody may read, as exact as the audience may have it.
  Body body();

  /// For counsel of the provider: accounts by id.
  ///
  /// @param accounts the named accounts, with what opens their commitments
  record ForCounsel(Body body, List<Named> accounts) implements Letter {
    public ForCounsel {
      accounts = List.copyOf(accounts);
    }
  }

  /// For a regulator: accounts by number, with commitments that the provider can open.
  record ForRegulator(Body body, List<Numbered> accounts) implements Letter {
    public ForRegulator {
      accounts = List.copyOf(accounts);
    }
  }

  /// For a peer: how it is done, no account.
  record ForPeer(Body body) implements Letter {}

  /// For everybody: rounded, to the day, no account.
  record ForPublic(Body body) implements Letter {}

  /// An account by its number in the sealed file.
  record Numbered(
      String number,
      String principal,
      String log10,
      String share,
      String exchanges,
      String tokens,
      String commitment) {}

  /// An account by its id.
  ///
  /// @param nonce secret that opens the commitment; whoever has it can show that number and id
  ///   belong together
  record Named(Numbered numbered, String account, String nonce) {}

  /// @param evidence SHA-256 of the evidence file
  /// @param openings the accounts behind the numbers; each must open its commitment
  /// @throws IllegalArgumentException when they belong to another file
  static ForCounsel forCounsel(Verified verified, String evidence, List<Opening> openings) {
    List<Named> named =
        verified.facts().accounts().stream().map(person -> named(person, openings)).toList();
    return new ForCounsel(Composer.exact(verified, evidence, Audience.COUNSEL), named);
  }

  static ForRegulator forRegulator(Verified verified, String evidence) {
    List<Numbered> numbered = verified.facts().accounts().stream().map(Letter::numbered).toList();
    return new ForRegulator(Composer.exact(verified, evidence, Audience.REGULATOR), numbered);
  }

  static ForPeer forPeer(Verified verified, String evidence) {
    return new ForPeer(Composer.exact(verified, evidence, Audience.PEER));
  }

  static ForPublic forPublic(Verified verified, String evidence) {
    return new ForPublic(Composer.rounded(verified, evidence));
  }

  private static Named named(Facts.Person person, List<Opening> openings) {
    if (person.number() >= openings.size()
        || !openings.get(person.number()).opens(person.commitment())) {
      throw new IllegalArgumentException(
          "account %d does not open its commitment; ids and evidence are of different scans"
              .formatted(person.number()));
    }
    Opening opening = openings.get(person.number());
    return new Named(numbered(person), Visible.of(opening.account()), opening.nonce());
  }

  private static Numbered numbered(Facts.Person p) {
    return new Numbered(
        Integer.toString(p.number()),
        Integer.toString(p.principal()),
        Numbers.tenth(p.log10E()),
        Numbers.percent(p.shareHarvest()),
        Numbers.count(p.exchanges()),
        Numbers.count(p.inputTokens() + p.outputTokens()),
        p.commitment());
  }
}
