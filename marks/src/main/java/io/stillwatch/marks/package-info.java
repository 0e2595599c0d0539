// SPDX-License-Identifier: Apache-2.0
/// Watermarks of model text: a text as token ids comes in, how likely it is to carry a mark under a
/// key goes out. A [io.stillwatch.marks.Profile] is a hash contract as one inference server ships
/// it; under a [io.stillwatch.marks.Key] it becomes a [io.stillwatch.marks.Mark]; a
/// [io.stillwatch.marks.Scorer] reads text with many marks at once, and its
/// [io.stillwatch.marks.Tally] holds the p-values and the e-value. Start at `Scorer`.
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks;
