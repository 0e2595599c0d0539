// SPDX-License-Identifier: Apache-2.0
/// What the baselines read. In: the logs of a world. Out: one [Request] at a time, in the order of
/// time, and a [Roster] of the accounts. The only package here that opens words; what leaves it is
/// digests and numbers.
package io.stillwatch.baselines.request;
