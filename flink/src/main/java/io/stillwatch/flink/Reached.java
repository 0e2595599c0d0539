// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/// The watermark, kept over a restart: what was late before is late after. Tasks that were further
/// than others go back to where all had been, since keys may have moved between them.
final class Reached {
  private final ListState<Long> state;
  private long watermark = Long.MAX_VALUE;

  Reached(OperatorStateStore store) throws Exception {
    state = store.getUnionListState(new ListStateDescriptor<>("reached", Types.LONG));
    boolean any = false;
    for (Long one : state.get()) {
      watermark = Math.min(watermark, one);
      any = true;
    }
    watermark = any ? watermark : Long.MIN_VALUE;
  }

  long watermark() {
    return watermark;
  }

  void advance(long to) {
    watermark = Math.max(watermark, to);
  }

  void save() throws Exception {
    state.update(java.util.List.of(watermark));
  }

  @Override
  public String toString() {
    return Long.toString(watermark);
  }
}
