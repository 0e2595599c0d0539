// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import java.util.List;

/// What a server says of objects that were posted.
///
/// @param id of the status resource
/// @param complete whether it is done with all
/// @param succeeded how many are there now, also those that were there before
/// @param pending how many are still to be done
/// @param failures id and reason of each that failed and was named
public record Posted(
    String id, boolean complete, long succeeded, long pending, List<String> failures) {
  public Posted {
    failures = List.copyOf(failures);
  }
}
