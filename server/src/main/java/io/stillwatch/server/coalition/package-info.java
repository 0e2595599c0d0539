// SPDX-License-Identifier: Apache-2.0
/// This server as a member of the coalition: what signs up becomes tokens, and what peers' leads
/// say of accounts shows on them. Start reading at [CoalitionDesk].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.coalition;
