// SPDX-License-Identifier: Apache-2.0
/// `stillwatch interventions`: what a coin decided, on made-up traffic and in a live server. Start
/// reading at [InterventionsJobs], then [Trials].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.interventions;
