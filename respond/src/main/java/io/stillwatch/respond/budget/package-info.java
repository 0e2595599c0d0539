// SPDX-License-Identifier: Apache-2.0
/// Budgets of accounts. In: what a request may need at most, and later what it used. Out: leave to
/// go on, or when to try again. A [Budgets] is arithmetic over a [Store]; replicas that share a
/// store share the limits. Time comes from the caller.
///
/// Start reading at [Budgets#reserve].
package io.stillwatch.respond.budget;
