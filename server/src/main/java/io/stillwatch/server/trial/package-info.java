// SPDX-License-Identifier: Apache-2.0
/// Interventions at the gateway: a person allows one on a group, a coin decides when half of it is
/// put off, and what the other half does then is evidence that people read. Start at
/// [Interventions].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.trial;
