// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a dry run of a policy is made on.
///
/// @param policy the policy file
/// @param found folders of scans, in any order
/// @param days how many days the last finding is taken to stand after its scan
/// @param accounts CSV of tiers and facts
/// @param labels the truth, where it is known
public record DryRunRequest(
    Path policy, List<Path> found, int days, Optional<Path> accounts, Optional<Path> labels) {
  public DryRunRequest {
    found = List.copyOf(found);
  }
}
