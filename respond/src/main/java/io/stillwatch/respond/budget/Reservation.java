// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond.budget;

/// Tokens that are set aside for one request.
///
/// @param account the account id
/// @param number unique within the account
/// @param need what was set aside
public record Reservation(String account, long number, Need need) {}
