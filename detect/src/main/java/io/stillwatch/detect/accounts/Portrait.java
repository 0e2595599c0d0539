// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import io.stillwatch.detect.features.Hashes;
import java.util.List;

/// What an account is like up to a moment: counts since the first exchange, rhythm over the last 28
/// days. Of fixed size.
///
/// @param tie the account's key
/// @param name account id in the log
/// @param principal who answers for it: its declared organisation, or the account itself
/// @param facts signup facts; all absent when the log had none
/// @param distinct estimated number of distinct payloads
/// @param replies exchanges with a reply text
/// @param firstTurns exchanges that begin a conversation
/// @param works pieces of work: exchanges that neither follow up nor repeat
/// @param followUps exchanges that continue a conversation of the account
/// @param bits exchanges by elicitation flag, in the order of the flags
/// @param hours bitmap of active hours, bit h mod 672 of epoch hour h
/// @param days exchanges and works by day, see [DayCount], slot d mod 28 of epoch day d
/// @param models use of the models it used most
public record Portrait(
    long at,
    long tie,
    String name,
    long principal,
    Facts facts,
    long first,
    long last,
    long exchanges,
    long tokensIn,
    long tokensOut,
    long refused,
    long distinct,
    long replies,
    long firstTurns,
    long works,
    long followUps,
    long issued,
    long sealed,
    Hashes bits,
    Hashes hours,
    Hashes days,
    List<Use> models)
    implements Trace {

  public static final int HOURS = 28 * 24;
  public static final int DAYS = 28;
  private static final long HOUR = 3_600_000;

  public Portrait {
    models = List.copyOf(models);
  }

  /// Signup facts; 0 where absent, creation time unknown as Registration.UNKNOWN.
  public record Facts(
      long created, long plan, long payment, long device, long network, long mail, long client) {}

  /// Use of one model: exchanges, tokens, and when it was first used.
  public record Use(String model, long exchanges, long tokensIn, long tokensOut, long first) {}

  /// Joins the hours in which the account was active within the 28 days up to `now` to a bitmap of
  /// slots h mod 672. The portrait is as old as the last exchange: slots of hours since then still
  /// hold what was four weeks before.
  public void hours(long now, long[] into) {
    long newest = Math.floorDiv(last, HOUR);
    long hour = Math.max(newest, Math.floorDiv(now - 1, HOUR));
    if (hour - newest >= HOURS) {
      return;
    }
    for (int slot = 0; slot < HOURS; slot++) {
      long since = Math.floorMod(slot - newest - 1, (long) HOURS); // 0 is the hour after the last
      if (since >= hour - newest && (hours.get(slot >> 6) >>> slot & 1) != 0) {
        into[slot >> 6] |= 1L << slot;
      }
    }
  }

  /// Exchanges on an epoch day within the last 28.
  public int onDay(long day) {
    int slot = DayCount.slot(day);
    return DayCount.exchanges(days.get(slot / 2), slot);
  }

  /// New pieces of work on an epoch day; at most 4,095, and 0 on days after the last exchange or 28
  /// before it.
  public int worksOnDay(long day) {
    long newest = Math.floorDiv(last, 24 * HOUR);
    if (day > newest || day <= newest - DAYS) {
      return 0;
    }
    int slot = DayCount.slot(day);
    return DayCount.works(days.get(slot / 2), slot);
  }
}
