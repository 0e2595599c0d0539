// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii.client;

import static io.stillwatch.model.Require.that;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.stillwatch.share.taxii.Envelope;
import io.stillwatch.share.taxii.Taxii;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks TAXII 2.1 with one server. Any number of threads may call.
///
/// Addresses end in a slash. Every method throws [TaxiiFailed] when it could not be done; who asks
/// too often, or a server that is not there for a while, is waited for and asked again.
public final class TaxiiClient implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Caller caller;

  private TaxiiClient(Caller caller) {
    this.caller = caller;
  }

  /// @throws IOException when a file of the connection cannot be read
  public static TaxiiClient open(Connection connection) throws IOException {
    return open(connection, Waiting.PATIENT);
  }

  /// @param waiting how long to wait between attempts
  /// @throws IOException when a file of the connection cannot be read
  public static TaxiiClient open(Connection connection, Waiting waiting) throws IOException {
    return new TaxiiClient(new Caller(connection, waiting));
  }

  /// A resource: discovery, an API root, its collections, one of them, or a status.
  public JsonNode get(URI resource) {
    return json(resource, caller.call(request(resource).GET().build()));
  }

  /// The next objects of a collection.
  ///
  /// @param from where to go on
  /// @param limit how many to ask for; the server may give fewer
  public Page page(URI collection, Position from, int limit) {
    URI address = collection.resolve("objects/?" + query(from, limit));
    HttpResponse<byte[]> response = caller.call(request(address).GET().build());
    Envelope envelope;
    try {
      envelope = Envelope.read(response.body());
    } catch (IllegalArgumentException e) {
      throw new TaxiiFailed(collection + " gives no envelope of TAXII: " + e.getMessage(), e);
    }
    Optional<String> last = response.headers().firstValue(Taxii.LAST);
    return new Page(envelope.objects(), envelope.more(), behind(collection, from, envelope, last));
  }

  private static String query(Position from, int limit) {
    var query = new StringJoiner("&");
    query.add("limit=" + limit);
    from.addedAfter()
        .ifPresent(stamp -> query.add("added_after=" + URLEncoder.encode(stamp, UTF_8)));
    from.next().ifPresent(next -> query.add("next=" + URLEncoder.encode(next, UTF_8)));
    return query.toString();
  }

  /// The standard lets a server leave `next` out; then the stamp of the last object leads on.
  private static Position behind(
      URI collection, Position from, Envelope envelope, Optional<String> told) {
    if (!envelope.objects().isEmpty() && told.isEmpty()) {
      throw new TaxiiFailed(
          0,
          collection + " gives objects without " + Taxii.LAST + ", so nobody can go on after them");
    }
    Optional<String> last = told.or(from::last);
    if (envelope.more() && envelope.next().isPresent()) {
      return new Position(from.addedAfter(), envelope.next(), last);
    }
    return new Position(last.or(from::addedAfter), Optional.empty(), Optional.empty());
  }

  /// Adds objects to a collection, all in one request.
  ///
  /// @param objects in JSON
  public Posted post(URI collection, List<String> objects) {
    URI address = collection.resolve("objects/");
    byte[] body = ("{\"objects\":[" + String.join(",", objects) + "]}").getBytes(UTF_8);
    HttpRequest request =
        request(address)
            .header("Content-Type", Taxii.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return posted(json(address, caller.call(request)));
  }

  /// What became of objects that were posted, while the server remembers.
  ///
  /// @param root the API root
  public Posted status(URI root, String id) {
    return posted(get(root.resolve("status/" + URLEncoder.encode(id, UTF_8) + "/")));
  }

  private static Posted posted(JsonNode status) {
    var failures = new ArrayList<String>();
    for (JsonNode one : status.path("failures")) {
      failures.add(one.path("id").asString("") + ": " + one.path("message").asString("no reason"));
    }
    long unnamed = status.path("failure_count").asLong(0) - failures.size();
    if (unnamed > 0) {
      failures.add(unnamed + " that the server does not name");
    }
    return new Posted(
        status.path("id").asString(""),
        status.path("status").asString("").equals("complete"),
        status.path("success_count").asLong(0),
        status.path("pending_count").asLong(0),
        failures);
  }

  private static JsonNode json(URI address, HttpResponse<byte[]> response) {
    try {
      JsonNode json = MAPPER.readTree(response.body());
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw new TaxiiFailed(address + " does not answer in JSON", e);
    }
    throw new TaxiiFailed(response.statusCode(), address + " does not answer with an object");
  }

  private HttpRequest.Builder request(URI address) {
    that(
        "https".equals(address.getScheme())
            || ("http".equals(address.getScheme()) && isThisMachine(address.getHost())),
        address + " is not https; plain text goes to this machine only");
    return HttpRequest.newBuilder(address).header("Accept", Taxii.MEDIA_TYPE);
  }

  private static boolean isThisMachine(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}
