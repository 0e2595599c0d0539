// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import io.stillwatch.model.Exhibit;
import java.util.List;
import java.util.stream.LongStream;

/// The features of one exchange: keyed hashes and numbers, no words. A hash of 0 means the feature
/// is absent.
///
/// @param at event time, ms since 1970
/// @param id hash of the request id
/// @param key hash of the account id, of [#KEY_BITS]
/// @param org hash of the organisation the exchange declares, likewise
/// @param model public model name
/// @param flags see [Flags]
/// @param words words in the newest user message
/// @param net the /24 or /48 of the caller's address
/// @param client user agent and TLS fingerprint together
/// @param system the system message
/// @param head first segment of the newest user message
/// @param tail its last segment, if it has more than one
/// @param phrases word triples of system and newest user message that may belong to a scaffold,
///   least hash first
/// @param contract output contract: the tags and keys demanded
/// @param tools the set of tools offered
/// @param payload the newest user message as a whole
/// @param items content segments of the newest user message, the longest first
/// @param chain the conversation up to now; equal for all who submit this very prefix
/// @param before the conversation as it stood at the previous request; 0 on a first turn
/// @param root the conversation's first turn
/// @param issued sampled fingerprints of the reply that are not in the prompt
/// @param echoed sampled fingerprints that reply and prompt have in common
/// @param quoted sampled fingerprints of what the caller submitted as its own words
/// @param resumed sampled fingerprints of the last reply in the history the caller submitted
public record Reading(
    long at,
    long id,
    String account,
    long key,
    long org,
    String model,
    int tokensIn,
    int tokensOut,
    int flags,
    int words,
    long net,
    long client,
    long system,
    long head,
    long tail,
    Hashes phrases,
    long contract,
    long tools,
    long payload,
    Hashes items,
    long chain,
    long before,
    long root,
    Hashes issued,
    Hashes echoed,
    Hashes quoted,
    Hashes resumed,
    Hashes reasoningIn,
    Hashes reasoningOut)
    implements Observation {

  /// Keys of accounts and organisations are numbers of so many bits, sign included.
  public static final int KEY_BITS = 48;

  @Override
  public long tie() {
    return id;
  }

  /// As evidence keeps it. A conversation that the log cut is followed by nobody, so it has no
  /// chain.
  public Exhibit exhibit() {
    boolean cut = has(Flags.TRUNCATED);
    return new Exhibit(
        at,
        id,
        account,
        model,
        tokensIn,
        tokensOut,
        has(Flags.FIRST_TURN),
        cut ? 0 : chain,
        cut ? 0 : before,
        cut ? 0 : root,
        issued.toList(),
        LongStream.concat(quoted.stream(), resumed.stream()).boxed().distinct().toList(),
        reasoningIn.toList(),
        reasoningOut.toList(),
        List.of(system, head, tail, contract, tools),
        payload);
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }
}
