// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request that cannot be done, as the error message of TAXII 2.1 (3.6.1) tells it: what is
/// wrong, the rule, and the way out. Never quotes a secret or an object.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;

  private Refusal(int status, String title, String description) {
    super(description);
    this.status = status;
    this.title = title;
  }

  static Refusal badRequest(String why) {
    return new Refusal(400, "Bad request", why);
  }

  static Refusal unauthorized() {
    return new Refusal(
        401,
        "Unauthorized",
        "say who you are, by Basic, by a bearer token or by the certificate your coalition knows");
  }

  static Refusal forbidden(String why) {
    return new Refusal(403, "Forbidden", why);
  }

  static Refusal notFound(String what) {
    return new Refusal(404, "Not found", what + " is not here, or not for you");
  }

  static Refusal method(String allowed) {
    return new Refusal(405, "Method not allowed", "this takes " + allowed);
  }

  static Refusal notAcceptable() {
    return new Refusal(406, "Not acceptable", "this is served as " + Taxii.MEDIA_TYPE);
  }

  static Refusal tooLarge(long most) {
    return new Refusal(
        413, "Content too large", "a body has at most " + most + " bytes; send several");
  }

  static Refusal mediaType(String why) {
    return new Refusal(415, "Unsupported media type", why);
  }

  static Refusal unprocessable(String why) {
    return new Refusal(422, "Unprocessable content", why);
  }

  static Refusal unavailable(String why) {
    return new Refusal(503, "Unavailable", why);
  }

  static Refusal internal() {
    return new Refusal(500, "Internal error", "this is a fault of the server; its log has it");
  }

  int status() {
    return status;
  }

  /// The members of the error message.
  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", title);
    json.put("description", getMessage());
    json.put("http_status", Integer.toString(status));
    return json;
  }
}
