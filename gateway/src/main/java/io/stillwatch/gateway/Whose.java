// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

/// Whose request it is.
///
/// @param account the account id
/// @param key the name of its API key; empty when it came without one
record Whose(String account, String key) {}
