// SPDX-License-Identifier: Apache-2.0
/// What an operator may set of the server: `stillwatch.toml`, the environment, options.
///
/// Start reading at [Settings].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.settings;
