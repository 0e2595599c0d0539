// SPDX-License-Identifier: Apache-2.0
/// Files become passages of token ids, and all cores score them. Start at
/// [io.stillwatch.marks.scan.MarkScan].
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.scan;
