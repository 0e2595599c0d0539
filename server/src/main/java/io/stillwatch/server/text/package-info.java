// SPDX-License-Identifier: Apache-2.0
/// Keeps the words of exchanges for a while where the operator asked for it: sealed when they come
/// in, opened for a person who says why. Start at [Vault].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.text;
