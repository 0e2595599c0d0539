// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.login;

/// A login that did not come to its end. The message is for people, and quotes nothing that came
/// from outside.
public final class LoginFailed extends Exception {
  private static final long serialVersionUID = 1;

  LoginFailed(String message) {
    super(message);
  }
}
