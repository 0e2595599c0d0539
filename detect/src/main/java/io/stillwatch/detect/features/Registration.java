// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

/// Signup facts as keyed hashes; 0 where the log does not say.
///
/// @param created creation time in ms since 1970, or [#UNKNOWN]
/// @param org declared organisation: accounts that share one are one principal
/// @param at when it becomes known: 0 before the first exchange
/// @param plan commercial plan and verification class together: the stratum
public record Registration(
    String account,
    long key,
    long created,
    long org,
    long plan,
    long payment,
    long device,
    long network,
    long mailDomain,
    long at)
    implements Observation {

  public static final long UNKNOWN = Long.MIN_VALUE;

  /// Known before the first exchange.
  public Registration(
      String account,
      long key,
      long created,
      long org,
      long plan,
      long payment,
      long device,
      long network,
      long mailDomain) {
    this(account, key, created, org, plan, payment, device, network, mailDomain, 0);
  }

  /// The same, known only at this time.
  public Registration known(long time) {
    return new Registration(
        account, key, created, org, plan, payment, device, network, mailDomain, time);
  }

  @Override
  public long tie() {
    return key;
  }
}
