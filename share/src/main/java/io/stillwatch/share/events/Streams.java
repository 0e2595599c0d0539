// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.events;

import io.stillwatch.share.door.Bodies;
import io.stillwatch.share.door.Keep;
import io.stillwatch.share.events.Stream.Delivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Streams on disk, one for each peer.
final class Streams {
  private final Keep keep;

  Streams(Keep keep) {
    this.keep = keep;
    keep.table("share_stream (peer text not null primary key, body text not null)");
  }

  List<Stream> all() {
    return keep.read(
        handle ->
            handle
                .createQuery("select body from share_stream order by peer")
                .mapTo(String.class)
                .map(Streams::read)
                .list());
  }

  void put(Stream stream) {
    keep.change(
        handle ->
            handle.execute(
                "insert into share_stream (peer, body) values (?, ?)"
                    + " on conflict (peer) do update set body = excluded.body",
                stream.peer(),
                write(stream)));
  }

  void remove(String peer) {
    keep.change(handle -> handle.execute("delete from share_stream where peer = ?", peer));
  }

  private static String write(Stream stream) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", stream.id());
    body.put("peer", stream.peer());
    body.put("audience", stream.audience());
    if (stream.delivery() instanceof Delivery.Push push) {
      body.put("endpoint", push.endpoint().toString());
      push.authorization().ifPresent(secret -> body.put("authorization", secret));
    }
    body.put("events", stream.events());
    body.put("status", stream.status().word());
    body.put("description", stream.description());
    return new String(Bodies.write(body), StandardCharsets.UTF_8);
  }

  private static Stream read(String json) {
    JsonNode body = Bodies.object(json.getBytes(StandardCharsets.UTF_8));
    var events = new ArrayList<String>();
    body.path("events").forEach(event -> events.add(event.stringValue()));
    return new Stream(
        Bodies.text(body, "id"),
        Bodies.text(body, "peer"),
        Bodies.text(body, "audience"),
        delivery(body),
        events,
        Stream.Status.of(Bodies.text(body, "status")),
        body.path("description").stringValue(""));
  }

  private static Delivery delivery(JsonNode body) {
    JsonNode endpoint = body.path("endpoint");
    if (!endpoint.isString()) {
      return new Delivery.Poll();
    }
    JsonNode secret = body.path("authorization");
    return new Delivery.Push(
        URI.create(endpoint.stringValue()),
        secret.isString() ? Optional.of(secret.stringValue()) : Optional.empty());
  }
}
