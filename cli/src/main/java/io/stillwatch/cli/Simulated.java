// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

/// What simulated interventions showed.
///
/// @param text for people
/// @param json for programs
record Simulated(String text, String json) {}
