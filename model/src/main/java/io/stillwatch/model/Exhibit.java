// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import java.util.List;

/// An exchange as evidence keeps it: keyed hashes and numbers, no words. A hash of 0 means that the
/// feature is absent.
///
/// @param at event time, milliseconds
/// @param id hash of the request id
/// @param firstTurn whether it begins a conversation
/// @param chain the conversation up to now
/// @param before the conversation as it stood at the previous request
/// @param root the conversation's first turn
/// @param issued fingerprints of the reply that are not in the prompt
/// @param handedIn fingerprints of what the caller submitted: its own words, and the last reply of
///   the history
/// @param sealedIn sealed reasoning submitted
/// @param sealedOut sealed reasoning issued
/// @param scaffold the places of the prompt where scaffolds stand: system message, first and last
///   segment, output contract, tools
/// @param payload the newest user message as a whole
public record Exhibit(
    long at,
    long id,
    String account,
    String model,
    long tokensIn,
    long tokensOut,
    boolean firstTurn,
    long chain,
    long before,
    long root,
    List<Long> issued,
    List<Long> handedIn,
    List<Long> sealedIn,
    List<Long> sealedOut,
    List<Long> scaffold,
    long payload) {
  public Exhibit {
    issued = List.copyOf(issued);
    handedIn = List.copyOf(handedIn);
    sealedIn = List.copyOf(sealedIn);
    sealedOut = List.copyOf(sealedOut);
    scaffold = List.copyOf(scaffold);
  }
}
