// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Makes tokens of identifiers. Each holder sees blinded points and proves what it did with them;
/// with several holders the key is the sum of theirs, and only all of them together have it.
///
/// token = VOPRF(label/version | epoch | value) under the key of the epoch. One identifier costs
/// about a millisecond of this machine and one round trip is shared by [TokenService#BATCH_MOST].
public final class Tokeniser {
  private final List<Holder> holders;
  private final KeyPins pins;
  private final Voprf voprf = new Voprf(Suite.P256, new SecureRandom());

  /// @param holders all of them, in any order: tokens of fewer are other tokens
  public Tokeniser(List<Holder> holders, KeyPins pins) {
    if (holders.isEmpty()) {
      throw new IllegalArgumentException("a tokeniser needs the holder of the key, or all holders");
    }
    this.holders = List.copyOf(holders);
    this.pins = pins;
  }

  /// Tokens of all these, each once.
  ///
  /// @throws ProofFailed when a holder used another key
  /// @throws Denied when a holder will not evaluate as many
  /// @throws Holder.Unreachable when one does not answer
  public Map<Identifier, BlindToken> tokens(Epoch epoch, Collection<Identifier> identifiers) {
    var all = new ArrayList<>(new LinkedHashSet<>(identifiers));
    var tokens = new LinkedHashMap<Identifier, BlindToken>();
    for (int from = 0; from < all.size(); from += TokenService.BATCH_MOST) {
      int until = Math.min(all.size(), from + TokenService.BATCH_MOST);
      tokens.putAll(batch(epoch, all.subList(from, until)));
    }
    return tokens;
  }

  public BlindToken token(Epoch epoch, Identifier identifier) {
    return batch(epoch, List.of(identifier)).values().iterator().next();
  }

  /// Of the key that makes this epoch's tokens: the same at every peer, or somebody was given
  /// another key.
  public String fingerprint(Epoch epoch) {
    return new PublishedKey(
            epoch, Point.sum(holders.stream().map(h -> pins.pinned(h, epoch)).toList()))
        .fingerprint();
  }

  private Map<Identifier, BlindToken> batch(Epoch epoch, List<Identifier> identifiers) {
    List<Blinded> blinded =
        identifiers.parallelStream().map(i -> voprf.blind(i.input(epoch))).toList();
    List<Point> asked = blinded.stream().map(Blinded::point).toList();
    List<List<Point>> shares = holders.stream().map(h -> share(h, epoch, asked)).toList();
    List<BlindToken> made =
        IntStream.range(0, asked.size())
            .parallel()
            .mapToObj(
                i -> token(epoch, blinded.get(i), shares.stream().map(s -> s.get(i)).toList()))
            .toList();
    var tokens = new LinkedHashMap<Identifier, BlindToken>();
    for (int i = 0; i < made.size(); i++) {
      tokens.put(identifiers.get(i), made.get(i));
    }
    return tokens;
  }

  private List<Point> share(Holder holder, Epoch epoch, List<Point> asked) {
    Point key = pins.pinned(holder, epoch);
    Evaluation evaluation = holder.evaluate(epoch, asked);
    voprf.verify(key, asked, evaluation);
    return evaluation.points();
  }

  private BlindToken token(Epoch epoch, Blinded blinded, List<Point> shares) {
    byte[] output = voprf.finish(blinded, Point.sum(shares));
    return new BlindToken(BlindToken.Scheme.VOPRF_P256, epoch, HexFormat.of().formatHex(output));
  }
}
