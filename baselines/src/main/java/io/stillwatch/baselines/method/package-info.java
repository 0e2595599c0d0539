// SPDX-License-Identifier: Apache-2.0
/// The detectors, one a file. In: requests in the order of time. Out: a [Suspicion], which gives
/// each account a score; where the line is drawn is not their business. Start reading at
/// [Baseline], then [Volume].
package io.stillwatch.baselines.method;
