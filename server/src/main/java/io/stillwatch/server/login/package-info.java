// SPDX-License-Identifier: Apache-2.0
/// People log in at an OpenID Connect issuer: a request goes there by the browser, a code comes
/// back, and a token says who it is. Start at [CodeFlow].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.login;
