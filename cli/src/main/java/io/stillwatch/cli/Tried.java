// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

/// What a policy would have done.
///
/// @param text for people
/// @param json for programs
record Tried(String text, String json) {}
