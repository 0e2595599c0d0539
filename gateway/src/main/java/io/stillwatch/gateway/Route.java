// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.stillwatch.model.desk.Dialect;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Which API a request speaks, by its method and path. A path is compared decoded, without doubled
/// or trailing slashes: no spelling of it gets past the features that an account may not have.
///
/// @param api whose body is looked at; empty for all that is only passed through
/// @param dialect of errors
record Route(Optional<Api> api, Dialect dialect) {
  static Route of(Incoming in) {
    Optional<Api> api =
        in.request().method().equals(HttpMethod.POST)
            ? api(plain(in.path()).toLowerCase(Locale.ROOT))
            : Optional.empty();
    return new Route(api, dialect(api, in.request().headers()));
  }

  private static Optional<Api> api(String path) {
    if (path.endsWith("/v1/messages")) {
      return Optional.of(Api.MESSAGES);
    }
    if (path.endsWith("/chat/completions")) {
      return Optional.of(Api.CHAT);
    }
    if (path.endsWith("/completions")) {
      return Optional.of(Api.COMPLETIONS);
    }
    if (path.endsWith("/responses")) {
      return Optional.of(Api.RESPONSES);
    }
    return path.endsWith("/embeddings") ? Optional.of(Api.EMBEDDINGS) : Optional.empty();
  }

  private static Dialect dialect(Optional<Api> api, HttpHeaders headers) {
    if (api.isPresent()) {
      return api.get() == Api.MESSAGES ? Dialect.ANTHROPIC : Dialect.OPENAI;
    }
    return headers.contains("anthropic-version") ? Dialect.ANTHROPIC : Dialect.OPENAI;
  }

  /// @throws BadRequest when a server behind us might read the path as another
  static String plain(String path) {
    if (path.indexOf(';') >= 0 || path.indexOf('\\') >= 0) {
      throw new BadRequest(400, "the path has parameters or backslashes");
    }
    if (path.indexOf('%') < 0 && !path.contains("//") && !path.contains("/.")) {
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(400, "the path is not percent-encoded UTF-8");
    }
    if (decoded.indexOf('%') >= 0 || decoded.matches(".*[\\\\?;#].*")) {
      throw new BadRequest(400, "the path is encoded twice, or holds an encoded delimiter");
    }
    if (decoded.matches(".*/\\.\\.?(/.*)?")) {
      throw new BadRequest(400, "the path has dot segments");
    }
    return decoded.replaceAll("/+", "/").replaceAll("(.)/$", "$1");
  }
}
