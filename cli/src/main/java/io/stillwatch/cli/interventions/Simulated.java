// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.interventions;

/// What simulated interventions showed.
///
/// @param text for people
/// @param json for programs
public record Simulated(String text, String json) {}
