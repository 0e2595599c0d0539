// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Feature;
import io.stillwatch.model.Text;
import io.stillwatch.model.desk.Marker;
import io.stillwatch.model.desk.Marker.Marking;
import io.stillwatch.model.desk.Used;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the proxy does with a marker: which members it shows it, and what it sends on.
class MarkingTest {
  /// Takes out `mark` and sets it to the key; writes down what it was shown.
  static final class Recorder implements Marker {
    final List<String> shown = new CopyOnWriteArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Marking> under(String key, String account) {
      return key.isEmpty() ? Optional.empty() : Optional.of(new SetTo(key, this));
    }
  }

  private record SetTo(String key, Recorder to) implements Marking {
    @Override
    public boolean touches(String member) {
      return Set.of("mark", "temperature").contains(member);
    }

    @Override
    public SortedMap<String, String> rewritten(String members) {
      to.shown.add(members);
      return new TreeMap<>(java.util.Map.of("mark", "\"" + key + "\"", "temperature", "0.5"));
    }

    @Override
    public void served(Text reply, List<Integer> tokens) {
      to.said.add(reply.open() + tokens);
    }
  }

  private final Recorder marker = new Recorder();
  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(config -> config.with(config.upstream().orElseThrow().with(marker)));
    world.desk.answers.put(World.account("sk-m"), q -> world.desk.go(q, "spring"));
  }

  @AfterEach
  void stop() {
    world.close();
    assertThat(world.desk.twice.get()).isZero();
    assertThat(world.desk.open.get()).as("permits that nobody settled").isZero();
  }

  private Provider.Request sent() {
    return world.provider.requests.getLast();
  }

  @Test
  void theMembersItTouchesAreReplacedAndTheRestStaysByteForByte() {
    world.chat(
        "sk-m",
        "{ \"model\" : \"m\",\"m\\u0061rk\":{\"a\":[1]},\"seed\": 1.50, \"temperature\":0,\"messages\":[ \"\\u00e9\" ] }");

    assertThat(sent().body())
        .isEqualTo(
            "{\"model\":\"m\",\"seed\":1.50,\"messages\":[ \"\\u00e9\" ],\"mark\":\"spring\",\"temperature\":0.5}");
    assertThat(sent().header("content-length")).isEqualTo(String.valueOf(sent().body().length()));
    assertThat(sent().header("x-stillwatch-mark")).isEqualTo("spring");
    assertThat(marker.shown).containsExactly("{\"mark\":{\"a\":[1]},\"temperature\":0}");
  }

  @Test
  void whoIsNotMarkedIsNotTouched() {
    String body = "{\"model\":\"m\", \"mark\":0,\"messages\":[]}";
    world.chat("sk-plain", body);

    assertThat(sent().body()).isEqualTo(body);
    assertThat(marker.shown).isEmpty();
  }

  @Test
  void whatIsWithheldIsNotShownAndAStreamIsStillCounted() {
    world.desk.answers.put(
        World.account("sk-m"), q -> world.desk.go(q, "spring", Feature.TEMPERATURE_ZERO));
    HttpResponse<String> reply =
        world.chat("sk-m", "{\"model\":\"m\",\"stream\":true,\"temperature\":0,\"messages\":[]}");

    assertThat(reply.body()).contains("Hel", "lo", "[DONE]").doesNotContain("total_tokens");
    assertThat(marker.shown).containsExactly("{}");
    assertThat(sent().body()).contains("\"include_usage\":true").contains("\"mark\":\"spring\"");
    until(() -> !world.desk.settled.isEmpty());
    assertThat(world.desk.used(World.account("sk-m"))).isEqualTo(new Used(11, 3));
  }

  @Test
  void whatIsSaidUnderAMarkIsHandedOnAndNothingElseIs() {
    world.chat("sk-plain", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
    world.chat("sk-m", "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");
    world.chat(
        "sk-m", "{\"model\":\"m\",\"stream\":true,\"return_token_ids\":true,\"messages\":[]}");
    until(() -> world.drop.exchanges.size() == 3);

    assertThat(marker.said)
        .containsExactlyInAnyOrder("Hello there[]", "Hello there[3, 7, 2, 7, 6, 7]");
  }

  @Test
  void everyFormatThatWritesIsMarkedAndEmbeddingsAreNot() {
    String body = "{\"model\":\"m\",\"messages\":[]}";
    for (String path :
        List.of("/v1/messages", "/v1/responses", "/v1/completions", "/v1/embeddings")) {
      world.send(world.as("sk-m", path).POST(BodyPublishers.ofString(body)));
      assertThat(sent().body().contains("\"mark\":\"spring\""))
          .as(path)
          .isEqualTo(!path.endsWith("embeddings"));
    }
  }

  @Test
  void whatIsTouchedHasABound() {
    String most = "\"" + "x".repeat(Asked.MOST_TOUCHED - 2) + "\"";
    assertThat(world.chat("sk-m", "{\"mark\":" + most + "}").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = world.chat("sk-m", "{\"temperature\":1,\"mark\":" + most + "}");

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("sampling parameters").doesNotContain("xxx");
    assertThat(world.provider.requests).hasSize(1);
    until(() -> world.desk.settled.size() == 2);
    assertThat(world.desk.settled.values()).contains(Used.NOTHING);
    assertThat(world.chat("sk-m", "{\"model\":\"m\"}").statusCode()).isEqualTo(200);
  }
}
