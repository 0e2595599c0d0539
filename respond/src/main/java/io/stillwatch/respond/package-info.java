// SPDX-License-Identifier: Apache-2.0
/// The ladder. In: the newest findings, what was decided so far, and people's words for accounts.
/// Out: decisions for enforcers, decisions that only show what a rule would do, undone ones, and
/// proposals that wait for people. No clock, no store, no network: the caller brings and keeps all.
///
/// Start reading at [Ladder#decide], which plays one [Round]. [Policy] is what an operator wrote,
/// read by [PolicyReader]; [Conditions] turns its expressions into conditions.
package io.stillwatch.respond;
