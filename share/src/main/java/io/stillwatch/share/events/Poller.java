// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.door.Bodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Fetches the events of a peer (RFC 8936), for who cannot be reached from outside. One thread.
public final class Poller {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int ANSWER_MOST = 2 * 1024 * 1024;

  private final String peer;
  private final URI endpoint;
  private final HttpClient client;
  private final Optional<String> authorization;
  private final Receiver receiver;
  private final List<String> taken = new ArrayList<>();
  private final Map<String, Map<String, String>> refused = new LinkedHashMap<>();

  /// @param endpoint `endpoint_url` of our stream at the peer
  /// @param authorization the header that the peer wants to see
  public Poller(
      String peer,
      URI endpoint,
      HttpClient client,
      Optional<String> authorization,
      Receiver receiver) {
    this.peer = peer;
    this.endpoint = endpoint;
    this.client = client;
    this.authorization = authorization;
    this.receiver = receiver;
  }

  /// Acknowledges what was taken the last time, and takes what waits.
  ///
  /// @param wait whether the peer should hold the answer until there is something
  /// @return how many events came, known ones among them
  /// @throws IOException when the peer does not answer as it should; nothing is lost
  public int poll(boolean wait) throws IOException, InterruptedException {
    JsonNode answer = ask(wait);
    taken.clear();
    refused.clear();
    for (Map.Entry<String, JsonNode> set : answer.path("sets").properties()) {
      keep(set.getKey(), receiver.receive(peer, set.getValue().stringValue("")));
    }
    return answer.path("sets").size();
  }

  private void keep(String id, Outcome outcome) {
    switch (outcome) {
      case Outcome.Taken t -> taken.add(id);
      case Outcome.Passed p -> taken.add(id);
      case Outcome.Refused r ->
          refused.put(id, Map.of("err", r.error().code(), "description", r.description()));
      case Outcome.Later l -> {} // the peer offers it again
    }
  }

  private JsonNode ask(boolean wait) throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("returnImmediately", !wait);
    body.put("ack", taken);
    body.put("setErrs", refused);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofByteArray(Bodies.write(body)));
    authorization.ifPresent(header -> request.header("Authorization", header));
    HttpResponse<byte[]> response =
        client.send(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_MOST));
    if (response.statusCode() != 200) {
      throw new IOException(peer + " answered a poll with " + response.statusCode());
    }
    try {
      return Bodies.object(response.body());
    } catch (Bodies.Unreadable e) {
      throw new IOException(peer + " answered a poll with what is no JSON object", e);
    }
  }
}
