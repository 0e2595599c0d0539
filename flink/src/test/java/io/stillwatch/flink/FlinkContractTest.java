// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.pipeline.Pipeline;
import io.stillwatch.runtime.Mark;
import io.stillwatch.runtime.RunnerContract;
import java.util.List;
import java.util.Random;

/// Flink keeps the contract that the engine in one process keeps, with messages out of order.
class FlinkContractTest extends RunnerContract {
  /// The pipeline of the contract, as a job takes it.
  public static final class Toys implements Blueprint {
    private static final long serialVersionUID = 1;

    @Override
    public Pipeline<?, ?> pipeline() {
      return RunnerContract.pipeline();
    }
  }

  private final Random random = new Random(7);

  @Override
  protected List<Mark> run(List<Mark> in) throws Exception {
    return new Local(new Toys(), 1 + random.nextInt(4), 400).run(in, random);
  }

  @Override
  protected int times() {
    return 4;
  }
}
