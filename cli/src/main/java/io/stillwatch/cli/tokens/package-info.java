// SPDX-License-Identifier: Apache-2.0
/// `stillwatch tokens`: identifiers come in, blind tokens go out; and the service that makes them.
/// Start reading at [TokensCommand], then [TokenHub].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.tokens;
