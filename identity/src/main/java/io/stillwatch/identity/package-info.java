// SPDX-License-Identifier: Apache-2.0
/// Screens signups. An [io.stillwatch.identity.Applicant] comes in with what the operator has of
/// it; a [io.stillwatch.identity.Screened] goes out: the tier it might start on, reasons in plain
/// words, and the accounts it shares something with. Nothing is refused, and no lookup leaves the
/// process. Start reading at [io.stillwatch.identity.Screening].
@org.jspecify.annotations.NullMarked
package io.stillwatch.identity;
