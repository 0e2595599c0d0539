// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static io.stillwatch.model.Require.that;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A peer's hint: whoever has one of these tokens may be worth a look. It is no evidence.
///
/// @param id of the indicator, the same in every version
/// @param from identity of the peer that made it
/// @param created when the first version was made
/// @param modified when this version was made
/// @param until when it ends by itself; never later than the kind of its tokens allows
/// @param tokens of one kind, at least one
/// @param confidence the peer's own, 0 to 100
/// @param recommended the most the peer suggests
/// @param about id of the campaign or grouping that it belongs to; empty when it stands alone
/// @param detector what made it, if the peer says so
/// @param revoked whether the peer took it back, for good
public record Lead(
    String id,
    String from,
    Instant created,
    Instant modified,
    Instant until,
    List<Token> tokens,
    int confidence,
    Step recommended,
    String about,
    Optional<Detector> detector,
    boolean revoked) {
  public Lead {
    that(StixId.isOf("indicator", id), "a lead is an indicator-- and a UUID");
    that(StixId.isOf("identity", from), "a lead is from an identity-- and a UUID");
    that(!modified.isBefore(created), "a version is not older than what it is a version of");
    that(confidence >= 0 && confidence <= 100, "a confidence is 0 to 100");
    tokens = List.copyOf(tokens);
    that(!tokens.isEmpty(), "a lead has a token");
    Duration life = tokens.getFirst().kind().life();
    until = until.isAfter(modified.plus(life)) ? modified.plus(life) : until;
  }

  /// What its tokens stand for.
  public TokenKind kind() {
    return tokens.getFirst().kind();
  }

  /// Whether it has not ended.
  public boolean lives(Instant now) {
    return !revoked && now.isBefore(until);
  }

  /// The same lead, taken back.
  public Lead revoke(Instant at) {
    return new Lead(
        id, from, created, at, until, tokens, confidence, recommended, about, detector, true);
  }
}
