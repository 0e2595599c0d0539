// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.coordination;

import io.stillwatch.model.Family;

/// Something private passed from one principal to another.
///
/// @param family E1 a conversation, E2 sealed reasoning, E3 a reply
/// @param from who had it first
/// @param to who had it next
/// @param item the conversation, artefact or reply; each counts once
/// @param mark what gave it away: a reply counts when two different fingerprints of it come back
/// @param pasted whether a reply came back within new words of the caller, as what is cleaned or
///   judged does, and not within the history of a conversation
public record Flow(
    long at, long tie, Family family, long from, long to, long item, long mark, boolean pasted)
    implements Clue {}
