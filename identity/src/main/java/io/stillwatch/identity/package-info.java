// SPDX-License-Identifier: Apache-2.0
/// Screens signups and proposes the tier an account starts on.
@org.jspecify.annotations.NullMarked
package io.stillwatch.identity;
