// SPDX-License-Identifier: Apache-2.0
/// What sharing with peers stands on: a port, who calls, and a small database. It knows nothing of
/// what is shared.
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.door;
