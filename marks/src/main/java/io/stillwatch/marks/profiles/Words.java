// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.profiles;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Profile;

/// Takes the words of a key, and refuses a key of another shape.
final class Words {
  private Words() {}

  static long only(Profile profile, Key key) {
    require(profile, key);
    return key.first();
  }

  static long[] all(Profile profile, Key key) {
    require(profile, key);
    return key.words().stream().mapToLong(Long::longValue).toArray();
  }

  private static void require(Profile profile, Key key) {
    if (key.words().size() != profile.keyWords()) {
      throw new IllegalArgumentException(
          "key %s has %d words; %s takes %d"
              .formatted(key.name(), key.words().size(), profile.name(), profile.keyWords()));
    }
  }
}
