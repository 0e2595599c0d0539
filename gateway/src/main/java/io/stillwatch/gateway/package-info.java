// SPDX-License-Identifier: Apache-2.0
/// Requests come in over HTTP, answers of a [io.stillwatch.model.desk.Desk] go out in the words
/// that each kind of gateway understands; with an upstream, requests go on to it and what passed is
/// handed to a [io.stillwatch.model.desk.Drop]. [Gateway#start] is the door.
///
/// Inside: a Front is a caller's connection and has one Turn at a time. DoorTurn answers a question
/// of a gateway by one of the Doors. ProxyTurn finds out whose request it is and what it Asked for,
/// and a Relay carries it. Start reading at Front, then ProxyTurn.
@org.jspecify.annotations.NullMarked
package io.stillwatch.gateway;
