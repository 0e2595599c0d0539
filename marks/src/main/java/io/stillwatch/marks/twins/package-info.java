// SPDX-License-Identifier: Apache-2.0
/// Equally good variants of an answer, of which a coin chooses one, and the test whether a suspect
/// model prefers the ones we served. Nothing false is ever planted. Start at
/// [io.stillwatch.marks.twins.Twins].
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.twins;
