// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.keys;

import java.util.regex.Pattern;

/// Which key: for one profile and one tenant or tier, perhaps for one flagged campaign, in one
/// epoch. Written `vllm-gumbel/tier-2/-/1`.
///
/// @param profile a profile's name
/// @param tenant a tenant or a tier; no account, for such a key would be personal data
/// @param campaign a flagged group, or `-` for none; needs a recorded decision
/// @param epoch counts rotations, from 1 up
public record KeyScope(String profile, String tenant, String campaign, int epoch) {
  /// No campaign.
  public static final String NONE = "-";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

  public KeyScope {
    require("profile", profile);
    require("tenant", tenant);
    if (!campaign.equals(NONE)) {
      require("campaign", campaign);
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("an epoch is 1 or more, not " + epoch);
    }
  }

  /// Reads what [#toString] writes.
  public static KeyScope parse(String words) {
    String[] parts = words.split("/", -1);
    if (parts.length != 4 || !parts[3].matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          words
              + " is no key; it is written PROFILE/TENANT/CAMPAIGN/EPOCH, such as vllm-gumbel/tier-2/-/1");
    }
    return new KeyScope(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]));
  }

  /// The same after one rotation.
  public KeyScope next() {
    return new KeyScope(profile, tenant, campaign, epoch + 1);
  }

  @Override
  public String toString() {
    return profile + "/" + tenant + "/" + campaign + "/" + epoch;
  }

  private static void require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s is %s; it takes 1 to 63 of a-z, 0-9, dot, dash and underscore".formatted(what, name));
    }
  }
}
