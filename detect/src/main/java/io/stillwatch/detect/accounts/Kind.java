// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.stats.Mix;

/// What kind of artefact a touch is about. An exchange touches at most one artefact of each slot,
/// so counts over a slot never count an exchange twice.
public enum Kind {
  SYSTEM(Role.SLOT),
  HEAD(Role.SLOT),
  TAIL(Role.SLOT),
  PHRASE0(Role.SLOT),
  PHRASE1(Role.SLOT),
  PHRASE2(Role.SLOT),
  PHRASE3(Role.SLOT),
  PHRASE4(Role.SLOT),
  PHRASE5(Role.SLOT),
  PHRASE6(Role.SLOT),
  PHRASE7(Role.SLOT),
  CONTRACT(Role.SLOT),
  TOOLS(Role.SLOT),
  PAYLOAD(Role.CONTENT),
  ITEM(Role.CONTENT),
  PAYMENT(Role.IDENTITY),
  DEVICE(Role.IDENTITY),
  NETWORK(Role.IDENTITY),
  MAIL(Role.IDENTITY),
  CLIENT(Role.IDENTITY),
  CHAIN(Role.FLOW),
  CONTINUE(Role.FLOW),
  ISSUE(Role.FLOW),
  QUOTE(Role.FLOW),
  RESUME(Role.FLOW),
  KNOWN(Role.FLOW),
  SEAL(Role.FLOW),
  UNSEAL(Role.FLOW),
  /// A payload that is a registered public prompt.
  PUBLIC(Role.CONTENT);

  /// How an artefact is used.
  public enum Role {
    /// A place of the scaffold.
    SLOT,
    /// What the scaffold was filled with.
    CONTENT,
    /// A trait of the account.
    IDENTITY,
    /// Something that can pass from one account to another.
    FLOW
  }

  private static final Kind[] ALL = values();

  private final Role role;

  Kind(Role role) {
    this.role = role;
  }

  /// How many slots hold habitual phrases: a phrase belongs to one of them by its hash.
  public static final int PHRASE_SLOTS = 8;

  /// The slot a phrase belongs to.
  public static Kind ofPhrase(long phrase) {
    return ALL[PHRASE0.ordinal() + (int) (phrase & (PHRASE_SLOTS - 1))];
  }

  /// Whether it is a habitual phrase, which two different texts may share.
  public boolean loose() {
    return ordinal() >= PHRASE0.ordinal() && ordinal() < PHRASE0.ordinal() + PHRASE_SLOTS;
  }

  /// The artefact that a hash of this kind stands for. Artefacts of different kinds never meet, but
  /// asking and having do.
  public long artefact(long hash) {
    Kind name =
        switch (this) {
          case CONTINUE -> CHAIN;
          case QUOTE, RESUME, KNOWN -> ISSUE;
          case UNSEAL -> SEAL;
          default -> this;
        };
    return Mix.of(hash, name.ordinal());
  }

  public Role role() {
    return role;
  }

  /// The kind with this ordinal.
  public static Kind at(int ordinal) {
    return ALL[ordinal];
  }
}
