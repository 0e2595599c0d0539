// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Netty's leak detector, which tells the tests instead of the log. The build names it by
/// `io.netty.customResourceLeakDetector`.
public final class Leaks<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

  public Leaks(Class<?> type, int interval) {
    super(type, interval);
  }

  public Leaks(Class<?> type, int interval, long most) {
    super(type, interval);
  }

  @Override
  protected void reportTracedLeak(String type, String records) {
    FOUND.add(type + records);
  }

  @Override
  protected void reportUntracedLeak(String type) {
    FOUND.add(type);
  }

  /// A lost buffer shows when it is collected and another is taken.
  static void noneFound() {
    System.gc();
    for (int i = 0; i < 10; i++) {
      PooledByteBufAllocator.DEFAULT.buffer(16).release();
    }
    assertThat(FOUND).isEmpty();
  }
}
