// SPDX-License-Identifier: Apache-2.0
/// The laboratory: real distillation, small enough to repeat a thousand times. In comes a text; a
/// teacher learns it, writes marked text, students learn from that in known shares, and the tests
/// of [io.stillwatch.lineage.trial] are run on them. Start at [Lab].
@org.jspecify.annotations.NullMarked
package io.stillwatch.lineage.lab;
