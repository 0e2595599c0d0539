// SPDX-License-Identifier: Apache-2.0
/// Whose copy is it: every account or campaign gets a codeword, every slot of the codeword has a
/// few keys, and a leaked document is decoded only after it is shown to be marked at all. Start at
/// [io.stillwatch.marks.trace.Codebook].
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.trace;
