// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's browser: keeps cookies, follows redirects, and fills in the forms of the provider.
final class Browser implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"([a-z]+)\"");
  private static final int STEPS = 20;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final String name;

  /// @param name as whom the person logs in
  Browser(String name) {
    this.name = name;
  }

  HttpResponse<String> get(URI address) throws Exception {
    return send(HttpRequest.newBuilder(address));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Goes on until somebody redirects to an address that begins so.
  ///
  /// @return that address, which was not called yet
  URI until(URI from, String end) throws Exception {
    HttpResponse<String> page = get(from);
    for (int i = 0; i < STEPS; i++) {
      if (page.statusCode() / 100 == 3) {
        URI to = page.uri().resolve(page.headers().firstValue("location").orElseThrow());
        if (to.toString().startsWith(end)) {
          return to;
        }
        page = get(to);
      } else {
        page = fill(page);
      }
    }
    throw new AssertionError("the browser goes round in circles");
  }

  private HttpResponse<String> fill(HttpResponse<String> page) throws Exception {
    Matcher form = FORM.matcher(page.body());
    Matcher prompt = PROMPT.matcher(page.body());
    assertThat(form.find() && prompt.find()).as("%s: %s", page.uri(), page.body()).isTrue();
    String answer =
        "prompt="
            + prompt.group(1)
            + "&password=x&login="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(page.uri().resolve(form.group(1)))
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(answer)));
  }

  List<HttpCookie> cookies() {
    return cookies.getCookieStore().getCookies();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
