// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import java.nio.file.Path;

/// A list the operator gives, and where it lies.
public record ListFile(ListKind kind, Path path) {}
