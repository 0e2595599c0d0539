// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.seal;

import java.io.IOException;

/// The first thing in a sealed file that is not as it should be; its message says which, what it is
/// and what it should be, in one lower-case line.
public final class Broken extends IOException {
  private static final long serialVersionUID = 1L;

  Broken(String what) {
    super(what);
  }

  /// The same, said of a place.
  Broken at(String place) {
    return new Broken(place + " " + getMessage());
  }
}
