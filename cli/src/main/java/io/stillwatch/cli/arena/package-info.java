// SPDX-License-Identifier: Apache-2.0
/// `stillwatch arena`: worlds with known truth, and how well a finding did. Comes in: a request;
/// goes out: logs, labels and scores. Start reading at [ArenaJobs], then [Worlds] and [Scoreboard].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.arena;
