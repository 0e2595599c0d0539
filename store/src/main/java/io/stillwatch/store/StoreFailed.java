// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

/// The database did not do what was asked. Nothing of the change was kept; only when the connection
/// broke at the very end may the whole of it have been. The store heals when the database does.
public final class StoreFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreFailed(String what, Throwable cause) {
    super(what, cause);
  }
}
