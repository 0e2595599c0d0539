// SPDX-License-Identifier: Apache-2.0
/// `stillwatch policy`: a policy and the findings of scans come in, what would follow from them
/// goes out. Start reading at [DryRun].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.policy;
