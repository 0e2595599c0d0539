// SPDX-License-Identifier: Apache-2.0
/// `stillwatch serve` and what people do beside a server: settings, tokens, logins, the audit log,
/// reviews, kept words. Start reading at [Served] and [ServeCommand].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.serve;
