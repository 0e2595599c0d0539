// SPDX-License-Identifier: Apache-2.0
/// Everything live in one process.
@org.jspecify.annotations.NullMarked
package io.stillwatch.server;
