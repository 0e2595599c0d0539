// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Message;
import io.stillwatch.respond.Account;
import io.stillwatch.respond.Protection;
import io.stillwatch.respond.Review;

/// What people or the operator's systems say of an account or of a decision
/// (docs/formats/notices.md). The ladder hears it; detection never does.
sealed interface Notice extends Message {

  /// What is known of an account; it replaces what was known.
  record Known(long at, Account account) implements Notice {
    @Override
    public long tie() {
      return hash(account.id());
    }
  }

  /// A word that shields an account.
  record Shield(Protection protection) implements Notice {
    @Override
    public long at() {
      return protection.at();
    }

    @Override
    public long tie() {
      return hash(protection.account());
    }
  }

  /// Whether a decision was right. One that was not ends.
  record Reviewed(Review review) implements Notice {
    @Override
    public long at() {
      return review.at();
    }

    @Override
    public long tie() {
      return hash(review.decision());
    }
  }

  /// A notice that came late, at the time at which it can still be heard.
  record Late(long at, Notice said) implements Notice {
    @Override
    public long tie() {
      return said.tie();
    }
  }

  /// Only breaks ties: FNV-1a.
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
