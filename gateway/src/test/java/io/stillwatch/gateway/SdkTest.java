// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The official SDKs of OpenAI and Anthropic, through the proxy.
class SdkTest {
  private static World world;
  private static String seen;

  @BeforeAll
  static void theSdksGoThroughTheirCases() throws IOException, InterruptedException {
    var marker = new MarkingTest.Recorder();
    world = new World(config -> config.with(config.upstream().orElseThrow().with(marker)));
    script();
    Path folder = Files.createDirectories(Path.of("target", "clients"));
    for (String file : new String[] {"package.json", "package-lock.json", "clients.mjs"}) {
      Files.writeString(folder.resolve(file), Program.resource(file));
    }
    if (!Files.exists(folder.resolve("node_modules/openai"))) {
      Program.run(folder, "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline");
    }
    seen = Program.run(folder, "node", "clients.mjs", world.at("").toString());
  }

  private static void script() {
    for (String who : new String[] {"o-plain", "a-plain", "o-stream", "a-stream"}) {
      world.desk.answers.put(World.account(who), q -> world.desk.go(q, "spring"));
    }
    var slowed = new Answer.Later("d-slow", "requests per minute", Duration.ofSeconds(1), true);
    for (String who : new String[] {"o", "a"}) {
      throttleOnce(World.account(who + "-throttled"));
      world.desk.answer(World.account(who + "-slowed"), slowed);
      world.desk.answer(World.account(who + "-refused"), new Answer.No("d-no", false));
    }
  }

  private static void throttleOnce(String account) {
    var wait = new Answer.Later("d-1", "requests per minute", Duration.ofMillis(60), false);
    world.desk.answers.put(account, q -> world.desk.asked(account) == 1 ? wait : world.desk.go(q));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static Used used(String key) {
    return world.desk.used(World.account(key));
  }

  @Test
  void repliesComeThroughWhole() {
    assertThat(seen)
        .contains("\"openaiPlain\":{\"text\":\"Hello there\",\"tokens\":16}")
        .contains("\"anthropicPlain\":{\"text\":\"Hello there\",\"tokens\":6}")
        .contains("\"openaiResponses\":{\"text\":\"Hello\"}");
    assertThat(used("o-plain")).isEqualTo(new Used(11, 5));
    assertThat(used("o-responses")).isEqualTo(new Used(9, 2));
  }

  @Test
  void streamsComeThroughWithoutTheChunkThatNobodyAskedFor() {
    assertThat(seen)
        .contains("\"openaiStream\":{\"text\":\"Hello there\",\"chunks\":3}")
        .contains("\"anthropicStream\":{\"text\":\"Hello there\"}");
    assertThat(used("o-stream")).isEqualTo(new Used(11, 3));
    assertThat(used("a-stream")).isEqualTo(new Used(7, 9));
  }

  @Test
  void aMarkedCallerSeesNoDifference() {
    for (String who : new String[] {"o-plain", "a-plain", "o-stream", "a-stream"}) {
      assertThat(world.provider.requests)
          .filteredOn(
              r -> r.header("authorization").endsWith(who) || r.header("x-api-key").equals(who))
          .isNotEmpty()
          .allMatch(r -> r.body().contains("\"mark\":\"spring\""));
    }
  }

  @Test
  void whatTheCallerCancelsEndsUpstream() {
    assertThat(seen).contains("\"openaiCancelled\":{\"left\":true}");
    until(() -> world.provider.streamsCut.get() == 2);
    until(() -> world.desk.open.get() == 0);
    assertThat(used("o-cancel").output()).isPositive();
  }

  @Test
  void anHonestThrottleIsWaitedOut() {
    for (String who : new String[] {"o-throttled", "a-throttled"}) {
      assertThat(world.desk.asked(World.account(who))).isEqualTo(2);
      assertThat(world.provider.received(who)).isEqualTo(1);
    }
    assertThat(seen).contains("\"openaiThrottled\":{\"text\":\"Hello there\"}");
  }

  @Test
  void whoIsSlowedOrRefusedByADecisionAsksOnce() {
    for (String who : new String[] {"o-slowed", "a-slowed", "o-refused", "a-refused"}) {
      assertThat(world.desk.asked(World.account(who))).as(who).isEqualTo(1);
      assertThat(world.provider.received(who)).isZero();
    }
  }

  @Test
  void errorsAreOfTheKindThatTheSdkKnowsAndNameTheDecision() {
    assertThat(seen)
        .contains("\"openaiSlowed\":{\"name\":\"RateLimitError\",\"status\":429,")
        .contains("\"anthropicSlowed\":{\"name\":\"RateLimitError\",\"status\":429,")
        .contains("\"openaiRefused\":{\"name\":\"PermissionDeniedError\",\"status\":403,")
        .contains("\"anthropicRefused\":{\"name\":\"PermissionDeniedError\",\"status\":403,")
        .contains("(reference d-no)")
        .doesNotContain("unexpected");
  }
}
