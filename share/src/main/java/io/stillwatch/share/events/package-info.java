// SPDX-License-Identifier: Apache-2.0
/// The fast lane: peers warn each other within seconds, by signed events of the OpenID Shared
/// Signals Framework 1.0. In: leads, sightings and retractions of ours. Out: those of peers, each
/// once. What an event holds of a customer is a blind token; there is no member that could hold
/// more.
///
/// Start reading at [Transmitter#send] and [Receiver#receive]; [Event] is what is said.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.events;
