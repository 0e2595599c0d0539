// SPDX-License-Identifier: Apache-2.0
/// Randomised interventions. In: a group of accounts that was frozen before, a secret seed, and the
/// requests that follow. Out: which requests to put off, and evidence of family E7; beside it E8,
/// regrowth after a ban. No clock, no thread, no network: the caller brings time and requests.
///
/// Start reading at [Plan]: who is touched, and when. [Throttle] answers requests and keeps the
/// bounds, [Trial] weighs what was counted, [Protocol] is the record for whoever checks it.
/// [Simulation] plays all of it on made-up traffic.
package io.stillwatch.interventions;
