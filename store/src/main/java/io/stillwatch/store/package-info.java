// SPDX-License-Identifier: Apache-2.0
/// What outlasts the process: the journal of what was accepted, and the database of decisions, people's words and the audit log.
@org.jspecify.annotations.NullMarked
package io.stillwatch.store;
