// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Portrait;
import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Hashes;
import io.stillwatch.detect.features.Registration;
import java.util.ArrayList;
import java.util.List;

/// One account while it is drawn; [#portrait] is what the board gets to see. Principal i has key i
/// + 1, as on every board laid out by hand.
final class Stranger {
  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  final int number;
  long first;
  long last;
  long exchanges = 1;
  long works = 1;
  long followUps;
  long sealed;
  long created = Registration.UNKNOWN;
  long payment;
  long device;
  long network;
  long mail;
  long client;
  final long[] bits = new long[Flags.ELICITATION_BITS];
  final long[] hours = new long[(Portrait.HOURS + 63) / 64];
  final long[] days = new long[Portrait.DAYS / 2];
  final List<Portrait.Use> models = new ArrayList<>();
  private final List<long[]> past = new ArrayList<>();

  Stranger(int number) {
    this.number = number;
  }

  /// So many exchanges in one hour since the epoch.
  void active(long hour, long times) {
    past.add(new long[] {hour, times});
    exchanges += times;
    int slot = (int) Math.floorMod(hour, (long) Portrait.HOURS);
    hours[slot >> 6] |= 1L << slot;
    int day = (int) Math.floorMod(hour / 24, (long) Portrait.DAYS);
    days[day / 2] += times << 32 * (day & 1);
    first = first == 0 ? hour * HOUR : Math.min(first, hour * HOUR);
    last = Math.max(last, hour * HOUR);
  }

  /// The same account as it was before this hour.
  Stranger before(long hour) {
    var then = new Stranger(number);
    past.stream().filter(p -> p[0] < hour).forEach(p -> then.active(p[0], p[1]));
    then.works = then.exchanges;
    then.created = created;
    then.payment = payment;
    then.device = device;
    then.network = network;
    then.mail = mail;
    then.client = client;
    models.stream().filter(m -> m.first() < hour * HOUR).forEach(then.models::add);
    return then;
  }

  Portrait portrait() {
    return new Portrait(
        last,
        number + 1L,
        "account-" + number,
        number + 1L,
        new Portrait.Facts(created, 0, payment, device, network, mail, client),
        first,
        last,
        exchanges,
        100 * exchanges,
        50 * exchanges,
        0,
        works,
        exchanges,
        exchanges - followUps,
        works,
        followUps,
        exchanges,
        sealed,
        Hashes.copyOf(bits, bits.length),
        Hashes.copyOf(hours, hours.length),
        Hashes.copyOf(days, days.length),
        models);
  }
}
