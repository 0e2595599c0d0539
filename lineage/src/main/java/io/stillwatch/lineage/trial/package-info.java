// SPDX-License-Identifier: Apache-2.0
/// The randomised-secret test of a suspect model: *is it independent of secrets that we drew
/// ourselves?* In come a registered plan, keys, and an endpoint; out come a sealed file of every
/// query and answer, and a verdict. Start at [Trial], then [Exposure] for the statistics.
@org.jspecify.annotations.NullMarked
package io.stillwatch.lineage.trial;
