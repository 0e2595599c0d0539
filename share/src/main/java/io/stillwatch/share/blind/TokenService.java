// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Evaluates blinded points for peers, and counts how many. It learns who asks, when, and how many;
/// never what for.
public final class TokenService {
  /// The most points of one call: under half a second on one core.
  public static final int BATCH_MOST = 512;

  private static final Logger LOG = System.getLogger("io.stillwatch.share.blind");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EpochKeys keys;
  private final Quotas quotas;
  private final Voprf voprf = new Voprf(Suite.P256, new SecureRandom());
  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  public TokenService(EpochKeys keys, Quotas quotas) {
    this.keys = keys;
    this.quotas = quotas;
  }

  public List<PublishedKey> published() {
    return keys.published();
  }

  public Quotas.Usage usage(String peer) {
    return quotas.usage(peer);
  }

  /// @throws Denied when the peer has had what it may have, or too many wait
  /// @throws BadElement when there are none or too many points
  /// @throws IllegalArgumentException when the epoch is not live
  public Evaluation evaluate(String peer, Epoch epoch, List<Point> blinded) {
    if (blinded.isEmpty() || blinded.size() > BATCH_MOST) {
      throw new BadElement("one call takes 1 to %d points".formatted(BATCH_MOST));
    }
    EvaluationKey key =
        keys.key(epoch)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the epoch is not live; ask for the keys to see which are"));
    quotas.take(peer, blinded.size());
    Evaluation evaluation = inTurn(() -> voprf.evaluate(key, blinded));
    LOG.log(Level.DEBUG, () -> peer + ": " + blinded.size() + " evaluations of " + epoch);
    return evaluation;
  }

  private Evaluation inTurn(Supplier<Evaluation> work) {
    try {
      if (!cores.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Denied(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Denied(PATIENCE);
    }
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }

  /// The service as a holder in the same process.
  ///
  /// @param peer whose evaluations are counted
  public Holder as(String peer) {
    TokenService service = this;
    return new Holder() {
      @Override
      public String name() {
        return "own";
      }

      @Override
      public List<PublishedKey> published() {
        return service.published();
      }

      @Override
      public Evaluation evaluate(Epoch epoch, List<Point> blinded) {
        return service.evaluate(peer, epoch, blinded);
      }
    };
  }
}
