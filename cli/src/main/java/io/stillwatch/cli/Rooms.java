// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli;

import io.stillwatch.cli.arena.ArenaJobs;
import io.stillwatch.cli.interventions.InterventionsJobs;
import io.stillwatch.cli.policy.PolicyJobs;
import io.stillwatch.cli.scan.ScanJobs;

/// What the commands of scans and worlds ask for. Production is [House]; tests of the commands
/// bring their own.
interface Rooms extends ArenaJobs, ScanJobs, PolicyJobs, InterventionsJobs {}
