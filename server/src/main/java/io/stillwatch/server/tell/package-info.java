// SPDX-License-Identifier: Apache-2.0
/// Tells peers of findings, and takes back what no longer stands. In come judgements and people's
/// words; out go signed objects and events. Begin at [Telling].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.tell;
