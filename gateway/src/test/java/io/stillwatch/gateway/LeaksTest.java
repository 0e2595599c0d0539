// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.Test;

/// The detector that the other tests rely on is really there.
class LeaksTest {
  @Test
  void everyBufferOfTheTestsIsWatchedByOurDetector() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    assertThat(ResourceLeakDetectorFactory.instance().newResourceLeakDetector(Object.class, 1))
        .isInstanceOf(Leaks.class);
    var buffer = PooledByteBufAllocator.DEFAULT.buffer(16);
    assertThat(buffer.getClass().getSimpleName()).contains("LeakAware");
    buffer.release();
  }
}
