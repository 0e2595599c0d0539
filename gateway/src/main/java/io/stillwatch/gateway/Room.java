// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

/// Memory that all connections share.
interface Room {
  /// Takes so many bytes of it; false, and takes none, when there are not so many left.
  boolean hold(long bytes);

  void release(long bytes);
}
