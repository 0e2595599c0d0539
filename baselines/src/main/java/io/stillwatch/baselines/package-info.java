// SPDX-License-Identifier: Apache-2.0
/// Baselines from the literature. In: a world's logs, and thresholds. Out: `accounts.csv` and
/// `campaigns.jsonl` in the form of a scan, so that the same score grades both. Start reading at
/// [Baselines].
package io.stillwatch.baselines;
