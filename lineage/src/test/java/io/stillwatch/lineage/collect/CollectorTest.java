// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.stillwatch.lineage.collect.Collector.Done;
import io.stillwatch.lineage.compare.AnswerFiles;
import io.stillwatch.lineage.compare.Comparison;
import io.stillwatch.lineage.compare.Probe;
import io.stillwatch.lineage.compare.Trait;
import io.stillwatch.lineage.trial.BadInput;
import io.stillwatch.lineage.trial.Endpoint;
import io.stillwatch.lineage.trial.Json;
import io.stillwatch.lineage.trial.Plan;
import io.stillwatch.lineage.trial.Suspect;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that answer from a distribution of their own, asked over HTTP.
class CollectorTest {
  private static final List<Collector.Asked> QUESTIONS = Collector.probes(Probe.shipped(), 8, 20);
  private static final Plan.Budget AMPLE = new Plan.Budget(1_000, 100_000, 1e6, 20, 1);

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private int refuseWith = 200;
  private HttpServer http;

  @BeforeEach
  void start() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/v1/chat/completions",
        exchange -> {
          var body = Json.parse(new String(exchange.getRequestBody().readAllBytes()), "request");
          String prompt = body.path("messages").path(0).path("content").asString();
          asked.add(prompt);
          byte[] answer = answer(body.path("model").asString(), prompt).getBytes();
          exchange.sendResponseHeaders(refuseWith, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  /// Mostly a favourite of the model; a student has its teacher's.
  private String answer(String model, String prompt) {
    String ways = model.equals("student") ? "teacher" : model;
    int favourite = new Draw(31L * ways.hashCode() + prompt.hashCode()).nextInt(30);
    int said =
        new Draw(asked.size() + 7L * model.hashCode()).nextDouble() < 0.6
            ? favourite
            : asked.size() % 30;
    return Json.canonical(
        Map.of(
            "choices",
            List.of(Map.of("message", Map.of("content", said + " it is"))),
            "usage",
            Map.of("completion_tokens", 3)));
  }

  private Done collect(String model, Plan.Budget budget) throws Exception {
    var manner = new Endpoint.Manner(model, Plan.Api.CHAT, Plan.GoingOn.ASK, budget);
    URI at = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
    Suspect suspect = new Endpoint(at, Optional.empty(), manner, Clock.systemUTC(), pause -> {});
    return new Collector(model, budget).run(suspect, QUESTIONS, file(model));
  }

  private Path file(String model) {
    return folder.resolve(model + ".jsonl");
  }

  @Test
  void aStudentIsToldByWhatWasCollectedOverHttp() throws Exception {
    List<String> controls = List.of("c1", "c2", "c3", "c4", "c5");
    for (String model : List.of("teacher", "student", "c0", "c1", "c2", "c3", "c4", "c5")) {
      assertThat(collect(model, AMPLE)).isEqualTo(new Done(QUESTIONS.size(), 0));
    }

    var answers = AnswerFiles.read(folder);

    Comparison student = Comparison.of(answers, "teacher", "student", controls);
    assertThat(student.probes()).isEqualTo(Probe.shipped().size());
    assertThat(student.inherited()).contains(Trait.PREFERENCES);
    assertThat(Comparison.of(answers, "teacher", "c0", controls).inherited()).isEmpty();
  }

  @Test
  void aBudgetEndsForAllProbesAlikeAndWhoIsStartedAgainAsksNothingTwice() throws Exception {
    Done some = collect("m", new Plan.Budget(100, 100_000, 1e6, 20, 1));

    assertThat(some).isEqualTo(new Done(100, QUESTIONS.size() - 100));
    Files.writeString(file("m"), "{\"model\":\"m\",\"pro", StandardOpenOption.APPEND);
    assertThat(collect("m", AMPLE)).isEqualTo(new Done(QUESTIONS.size(), 0));
    assertThat(asked).hasSize(QUESTIONS.size());
    assertThat(AnswerFiles.read(file("m")).of("m")).hasSize(QUESTIONS.size());
    assertThat(collect("m", new Plan.Budget(5_000, 300, 1e6, 20, 1)).left()).isZero();
    assertThat(asked).as("nothing is left to ask").hasSize(QUESTIONS.size());
  }

  @Test
  void refusalsForGoodAreKeptWithoutAnAnswer() throws Exception {
    refuseWith = 400;

    assertThat(collect("m", AMPLE).answered()).isEqualTo(QUESTIONS.size());
    assertThat(Files.readString(file("m"))).contains("\"answer\":null", "status 400");
    refuseWith = 200;
    collect("m", AMPLE);
    assertThat(asked).hasSize(QUESTIONS.size());
  }

  @Test
  void tenSilencesInARowEndTheRunWithTheWayOn() throws Exception {
    refuseWith = 503;

    assertThatThrownBy(() -> collect("m", AMPLE))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("goes on when it is started again");
    refuseWith = 200;
    assertThat(collect("m", AMPLE).answered()).isEqualTo(QUESTIONS.size());
  }

  @Test
  void anothersFileIsRefused() throws Exception {
    Files.writeString(file("m"), "{\"answer\":\"x\",\"model\":\"n\",\"prompt\":\"p\"}\n");

    assertThatThrownBy(() -> collect("m", AMPLE)).hasMessageContaining("another model");
  }
}
