// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.runtime;

import java.util.ArrayList;
import java.util.List;

/// The engine in one process keeps the contract.
class EngineContractTest extends RunnerContract {
  @Override
  protected List<Mark> run(List<Mark> in) {
    var out = new ArrayList<Mark>();
    try (var engine = new Engine<>(pipeline(), 2, 50, Engine.Mode.STRICT)) {
      engine.run(in.iterator(), out::add);
    }
    return out;
  }

  @Override
  protected int times() {
    return 10;
  }
}
