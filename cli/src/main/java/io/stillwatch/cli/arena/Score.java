// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.arena;

/// How a scan did against the known truth.
///
/// @param text for people
/// @param json for programs
public record Score(String text, String json) {}
