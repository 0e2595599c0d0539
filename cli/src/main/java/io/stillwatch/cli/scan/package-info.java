// SPDX-License-Identifier: Apache-2.0
/// `stillwatch scan`: log files come in, a folder of findings goes out. Start reading at [ScanJob];
/// [Reception] is its first pass over the logs, [RequestList] and [EvidenceRoom] its second.
/// [FoundFolder] reads such a folder back.
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.scan;
