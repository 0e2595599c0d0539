// SPDX-License-Identifier: Apache-2.0
/// What follows from a judgement. [Rounds] plays the ladder and keeps what it decides; [Counter]
/// answers gateways from memory.
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.decide;
