// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

/// An answer for an HTTP server to send.
public final class HttpAnswer {
  private final int status;
  private final String contentType;
  private final int retryAfterSeconds;
  private final byte[] body;

  HttpAnswer(int status, String contentType, int retryAfterSeconds, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public String contentType() {
    return contentType;
  }

  /// For the header `retry-after`; 0 when it is not sent.
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  public byte[] body() {
    return body.clone();
  }
}
