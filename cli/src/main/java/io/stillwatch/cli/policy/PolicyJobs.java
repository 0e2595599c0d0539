// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import io.stillwatch.respond.Policy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What commands ask of the ladder. Tests of commands answer in its place.
public interface PolicyJobs {
  /// The policy that is in force when nobody wrote one.
  default String standardPolicy() {
    return Policy.standardText();
  }

  /// Everything that is wrong with a policy file.
  default List<String> checkPolicy(Path policy) throws IOException {
    return Policies.complaints(policy);
  }

  default Tried tryPolicy(DryRunRequest request) throws IOException {
    DryRun run = DryRun.of(request);
    return new Tried(DryRunText.of(run), DryRunJson.of(run));
  }
}
