// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model.desk;

/// Leave for one request, with the tokens that were set aside for it.
///
/// @param account the account id
/// @param number unique within the account; 0 when nothing was set aside
/// @param input tokens set aside for the prompt
/// @param output tokens set aside for the reply
public record Permit(String account, long number, long input, long output) {}
