// SPDX-License-Identifier: Apache-2.0
/// What stands between those who speak with gateways and what decides and keeps: the question
/// before a request and its answer ([Desk]), and the exchanges that were seen ([Drop]).
@org.jspecify.annotations.NullMarked
package io.stillwatch.model.desk;
