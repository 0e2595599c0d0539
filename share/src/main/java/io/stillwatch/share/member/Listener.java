// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

import io.stillwatch.share.events.Received;

/// Is told what comes of peers. Called by the threads that read; what it throws is logged, and the
/// same is told again.
public interface Listener {
  /// Somebody who wants to know nothing.
  Listener NONE = new Listener() {};

  /// An event came, and the record is read for it.
  default void rang(Received event) {}

  /// Objects of the record, signed by their makers, were taken into the book; again after a crash.
  default void read(io.stillwatch.share.stix.Received objects) {}

  /// Leads or tokens have changed: what they say of accounts may be another thing now.
  default void changed() {}

  /// Tells two, in this order.
  static Listener both(Listener one, Listener other) {
    return new Listener() {
      @Override
      public void rang(Received event) {
        one.rang(event);
        other.rang(event);
      }

      @Override
      public void read(io.stillwatch.share.stix.Received objects) {
        one.read(objects);
        other.read(objects);
      }

      @Override
      public void changed() {
        one.changed();
        other.changed();
      }
    };
  }
}
