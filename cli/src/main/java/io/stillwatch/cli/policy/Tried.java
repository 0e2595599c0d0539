// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

/// What a policy would have done.
///
/// @param text for people
/// @param json for programs
public record Tried(String text, String json) {}
