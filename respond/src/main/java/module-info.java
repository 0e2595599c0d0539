// SPDX-License-Identifier: Apache-2.0
/// The ladder: which remedy an account gets, by whose rule, and until when; and budgets of tokens.
///
/// Start at [io.stillwatch.respond.Ladder].
@org.jspecify.annotations.NullMarked
module io.stillwatch.respond {
  requires transitive io.stillwatch.model;
  requires org.tomlj;
  requires static org.jspecify;

  exports io.stillwatch.respond;
  exports io.stillwatch.respond.budget;
}
