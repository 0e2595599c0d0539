// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import java.time.Instant;

/// An event of a peer, verified.
///
/// @param id of the token that carried it; unique for the peer
/// @param issued when the peer signed it
public record Received(String peer, String id, Instant issued, Event event) {}
