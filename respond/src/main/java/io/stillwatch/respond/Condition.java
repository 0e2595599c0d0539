// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

/// When a rule applies: an expression that was checked.
public interface Condition {
  /// A condition that never holds.
  Condition NEVER =
      new Condition() {
        @Override
        public Answer of(Sight sight) {
          return Answer.NO;
        }

        @Override
        public boolean readsFacts() {
          return false;
        }
      };

  /// What came of asking.
  ///
  /// @param holds whether the rule applies
  /// @param fault why it could not be told, in plain words; empty when it could. Then `holds` is
  ///   false: an account never suffers from what we cannot compute
  record Answer(boolean holds, String fault) {
    public static final Answer YES = new Answer(true, "");
    public static final Answer NO = new Answer(false, "");
  }

  /// @param sight what a rule may see of one account in one finding
  Answer of(Sight sight);

  /// Whether it looks at policy facts (programme, region).
  boolean readsFacts();
}
