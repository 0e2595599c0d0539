// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.detect.accounts.Kind;
import io.stillwatch.detect.features.Hashes;

/// New uses of an artefact that several principals hold, since the last such message.
///
/// @param level only principals whose hash passes [Shard#sampled] at this level are listed; the
///   number of holders is 2^level times as large
/// @param variety how many different payloads it came with, counted up to [#VARIETY_MOST]: a
///   scaffold comes with many, a shared prompt with one
/// @param manner how it was used since the last such message: uses seen, half-points of elicitation
/// @param holders principals with new uses
/// @param uses for each of them, two counts: the nominating half in the upper 32 bits, the testing
///   half in the lower
public record Holding(
    long at,
    Kind kind,
    long artefact,
    int level,
    int variety,
    Hashes manner,
    Hashes holders,
    Hashes uses)
    implements Clue {
  public static final int VARIETY_MOST = 4;

  /// Beyond so many holders only a consistent half is listed. A campaign of tens of thousands of
  /// accounts with one scaffold must be listed whole; a trait convicts nobody, and half the world
  /// shares a mail domain.
  public static int most(Kind kind) {
    return kind.role() == Kind.Role.IDENTITY ? 4_096 : 65_536;
  }

  @Override
  public long tie() {
    return artefact;
  }
}
