// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

/// A server did not answer, refused, or answered what cannot be. The message is for people.
public final class TaxiiFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /// @param status of HTTP; 0 when there was no answer
  TaxiiFailed(int status, String message) {
    super(message);
    this.status = status;
  }

  TaxiiFailed(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /// The status of HTTP; 0 when there was no answer.
  public int status() {
    return status;
  }
}
