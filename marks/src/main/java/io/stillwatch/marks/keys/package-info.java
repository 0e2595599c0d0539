// SPDX-License-Identifier: Apache-2.0
/// Where keys come from, how to prove how old they are, and who may look with them. One master key
/// gives every other key; each is committed to in a Merkle tree before it is used; two people sign
/// a detection run. Start at [io.stillwatch.marks.keys.KeyFolder].
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.keys;
