// SPDX-License-Identifier: Apache-2.0
/// `stillwatch registry`: files of public texts come in, sketches that tie nobody together go out.
/// Start reading at [RegistryBuildCommand].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.registry;
