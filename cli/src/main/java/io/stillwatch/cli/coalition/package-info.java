// SPDX-License-Identifier: Apache-2.0
/// `stillwatch coalition drill`: three companies and a hub on this machine; what they see together
/// comes out. Start reading at [CoalitionDrill].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.coalition;
