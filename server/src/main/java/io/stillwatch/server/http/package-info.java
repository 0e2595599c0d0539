// SPDX-License-Identifier: Apache-2.0
/// The HTTP interface for collectors, people and their tools; its description is openapi.yaml in
/// the resources of this package. Gateways have a door of their own ([io.stillwatch.gateway]).
///
/// Start reading at [Api].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.http;
