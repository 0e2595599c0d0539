// SPDX-License-Identifier: Apache-2.0
/// Answers gateways over HTTP, and is one.
@org.jspecify.annotations.NullMarked
package io.stillwatch.gateway;
