// SPDX-License-Identifier: Apache-2.0
/// `stillwatch drill`: a world is played live against a server of its own; when what was found and
/// done comes out. Start reading at [Drill].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.drill;
