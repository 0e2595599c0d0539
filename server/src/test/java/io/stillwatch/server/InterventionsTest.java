// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.interventions.Protocol;
import io.stillwatch.model.Campaign;
import io.stillwatch.model.Counts;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.Window;
import io.stillwatch.respond.Account;
import io.stillwatch.server.trial.Sheet;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A group of twelve behind the real gateway, put off by coins. Time is what the test says.
class InterventionsTest {
  private static final long START = 1_773_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long ROUND = 600 * MINUTE;
  private static final int ROUNDS = 10;
  private static final List<String> GROUP =
      IntStream.range(0, 12).mapToObj(i -> "member-" + i).toList();

  @TempDir Path folder;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random chance = new Random(5);
  private final Map<String, Integer> putOff = new TreeMap<>();
  private volatile long now = START;
  private Running running;
  private Path data;

  @BeforeEach
  void aServerThatKnowsAGroup() throws Exception {
    data = folder.resolve("data");
    Files.createDirectories(data.resolve("keys"));
    byte[] coins = new byte[32];
    new Random(1).nextBytes(coins);
    Files.write(data.resolve("keys").resolve("coins.key"), coins);
    var accounts = new ArrayList<>(GROUP);
    accounts.addAll(List.of("on-contract", "shielded"));
    try (Store store = Store.open(new StoreConfig.Embedded(data), clock())) {
      store.change(
          "test",
          change -> {
            change.judge(START, List.of(group(accounts)), List.of());
            accounts.forEach(id -> change.know(account(id, "verified")));
            change.know(account("on-contract", "contracted"));
            change.know(account("outside", "contracted"));
          });
    }
    start("true");
    running.caller.call(
        running.admin,
        "POST /v1/accounts/{id}/protection",
        "/v1/accounts/shielded/protection",
        "{\"kind\":\"protected\",\"reason\":\"a school\",\"days\":300}");
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
    client.close();
  }

  private InstantSource clock() {
    return () -> Instant.ofEpochMilli(now);
  }

  private void start(String allow) throws IOException {
    var settings = new HashMap<String, String>();
    settings.put("gateway.listen", "127.0.0.1:0");
    settings.put("gateway.account-header", "x-account");
    settings.put("detect.time", "wall");
    settings.put("interventions.allow", allow);
    settings.put("interventions.pairs", String.valueOf(ROUNDS));
    running = Running.start(data, settings, clock());
  }

  private static Account account(String id, String tier) {
    return new Account(id, tier, Collections.emptySortedMap());
  }

  private static Campaign group(List<String> accounts) {
    var counts = new Counts(5, 6, 7);
    return new Campaign(
        "sw-1",
        Verdict.WATCH,
        accounts.stream().map(id -> new Member(id, 1, 1, counts, List.of())).toList(),
        accounts.size(),
        new Window(1, 99),
        counts,
        1,
        1,
        4,
        42,
        0.5,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Caller.Said begin() throws Exception {
    return running.caller.call(
        running.admin,
        "POST /v1/interventions",
        "/v1/interventions",
        "{\"campaign_id\":\"sw-1\",\"reason\":\"to learn who runs them\"}");
  }

  private JsonNode report(String id) throws Exception {
    return running
        .caller
        .call(running.admin, "GET /v1/interventions/{id}", "/v1/interventions/" + id, "")
        .json();
  }

  private HttpResponse<String> ask(String account) throws Exception {
    int port = running.server.gateways().orElseThrow().getPort();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/auth"))
            .header("x-account", account)
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429);
    return answer;
  }

  /// @return whether it was let go
  private boolean asks(String account) throws Exception {
    boolean passed = ask(account).statusCode() == 200;
    if (!passed) {
      putOff.merge(account, 1, Integer::sum);
    }
    return passed;
  }

  /// One round: ten hours in which everybody works, then two slots.
  ///
  /// @param moves whether what is put off goes to the next account at once
  private void round(int number, boolean moves) throws Exception {
    work(number);
    slot(START + (number + 1) * ROUND - 19 * MINUTE, moves);
    slot(START + (number + 1) * ROUND - 9 * MINUTE, moves);
  }

  private void work(int number) throws Exception {
    now = Math.max(now, START + number * ROUND + MINUTE);
    for (int i = 0; i < 50; i++) {
      for (String member : GROUP) {
        asks(member);
      }
    }
  }

  private void slot(long at, boolean moves) throws Exception {
    now = at;
    for (int i = 0; i < 320; i++) {
      assertThat(asks("outside")).isTrue();
    }
    for (int i = 0; i < GROUP.size(); i++) {
      int works = moves ? 2 : 1 + chance.nextInt(3);
      for (int n = 0; n < works; n++) {
        for (int next = 0; !asks(GROUP.get((i + next) % GROUP.size())) && moves; next++) {
          assertThat(next).isLessThan(GROUP.size());
        }
      }
    }
    assertThat(asks("on-contract")).isTrue();
    assertThat(asks("shielded")).isTrue();
  }

  @Test
  void aGroupThatMovesItsWorkAtOnceIsOneHandAndTheLogProvesIt() throws Exception {
    var begun = begin();
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    assertThat(begun.json().path("accounts").asInt()).isEqualTo(12);
    String id = begun.json().path("id").asString();
    String commitment = report(id).path("commitment").asString();
    assertThat(running.get("/v1/audit?limit=1000").text()).contains(commitment);
    for (int k = 0; k < ROUNDS; k++) {
      round(k, true);
    }
    now = START + ROUNDS * ROUND + MINUTE;
    JsonNode said = report(id);
    assertThat(said.path("up").asInt()).isEqualTo(ROUNDS);
    assertThat(said.path("log10_e").asDouble()).isGreaterThan(2);
    assertThat(said.path("over").asBoolean()).isTrue();
    assertThat(running.get("/v1/audit?limit=1000").text())
        .contains("intervention-over", said.path("seed").asString());
    assertThat(running.get("/v1/decisions").json().path("decisions").size()).isZero();

    assertThat(putOff.keySet()).hasSize(6).isSubsetOf(GROUP);
    assertThat(kept(id).tally().members())
        .allSatisfy(one -> assertThat(one.touched()).isLessThanOrEqualTo(one.seen() / 50));
    Protocol protocol = kept(id).protocol();
    assertThat(protocol.commitment()).isEqualTo(commitment);
    assertThat(protocol.check().standing()).isEqualTo(kept(id).standing());
    assertThat(protocol.check().plan().focal()).doesNotContainAnyElementsOf(putOff.keySet());
  }

  private Sheet kept(String id) {
    try (Store store = Store.open(new StoreConfig.Embedded(data), clock())) {
      return Sheet.of(store.read(view -> view.intervention(id)).orElseThrow());
    }
  }

  @Test
  void accountsOfDifferentPeopleAreNot() throws Exception {
    String id = begin().json().path("id").asString();
    for (int k = 0; k < ROUNDS; k++) {
      round(k, false);
    }
    now = START + ROUNDS * ROUND + MINUTE;
    JsonNode said = report(id);
    assertThat(said.path("pairs").asInt()).isEqualTo(ROUNDS);
    assertThat(said.path("put_off").asInt()).isPositive();
    assertThat(said.path("log10_e").asDouble()).isLessThan(1);
  }

  @Test
  void whoIsPutOffIsToldWhenToTryAgainAndNothingElse() throws Exception {
    begin();
    round(0, true);
    work(1);
    HttpResponse<String> refused = null;
    for (long at = START + 2 * ROUND - 19 * MINUTE; refused == null; at += 10 * MINUTE) {
      assertThat(at).isLessThan(START + 2 * ROUND);
      now = at;
      for (int i = 0; i < 320; i++) {
        asks("outside");
      }
      for (String member : GROUP) {
        HttpResponse<String> answer = ask(member);
        refused = answer.statusCode() == 429 ? answer : refused;
      }
    }
    assertThat(refused.headers().firstValue("retry-after")).hasValue("60");
    assertThat(refused.headers().firstValue("x-should-retry")).isEmpty();
    assertThat(refused.body()).contains("rate_limit_exceeded").doesNotContain("iv-", "sw-1");
  }

  @Test
  void aRestartInThePairLeavesItOutAndTheRestCounts() throws Exception {
    String id = begin().json().path("id").asString();
    round(0, true);
    now = START + ROUND + MINUTE;
    assertThat(report(id).path("up").asInt()).isEqualTo(1);
    now = START + 2 * ROUND - 15 * MINUTE;
    running.close();
    start("true");
    slot(START + 2 * ROUND - 9 * MINUTE, true);
    assertThat(begin().status()).isEqualTo(409);
    round(2, true);
    round(3, true);
    now = START + 4 * ROUND + MINUTE;
    JsonNode said = report(id);
    assertThat(said.path("void").asInt()).isEqualTo(1);
    assertThat(said.path("up").asInt()).isEqualTo(2);
    running.close();
    start("false");
    JsonNode off = report(id);
    assertThat(off.path("over").asBoolean()).isTrue();
    assertThat(off.path("stopped").asString()).contains("turned off");
    assertThat(begin().status()).isEqualTo(409);
  }

  @Test
  void aWordForOneOfThemEndsItAtOnce() throws Exception {
    String id = begin().json().path("id").asString();
    round(0, true);
    putOff.clear();
    running.caller.call(
        running.admin,
        "POST /v1/accounts/{id}/protection",
        "/v1/accounts/member-3/protection",
        "{\"kind\":\"under-review\",\"reason\":\"appealed\",\"days\":30}");
    round(1, true);
    assertThat(putOff).isEmpty();
    JsonNode said = report(id);
    assertThat(said.path("over").asBoolean()).isTrue();
    assertThat(said.path("stopped").asString()).contains("shielded");
  }

  @Test
  void aPersonEndsItAndAnErasureTakesTheNameOut() throws Exception {
    String id = begin().json().path("id").asString();
    String stop = "/v1/interventions/" + id + "/stop";
    String why = "{\"reason\":\"complaints\"}";
    var stopped = running.caller.call(running.admin, "POST /v1/interventions/{id}/stop", stop, why);
    assertThat(stopped.json().path("over").asBoolean()).isTrue();
    assertThat(
            running
                .caller
                .call(running.admin, "POST /v1/interventions/{id}/stop", stop, why)
                .status())
        .isEqualTo(400);

    String other = begin().json().path("id").asString();
    running.caller.call(
        running.admin,
        "DELETE /v1/accounts/{id}/data",
        "/v1/accounts/member-3/data?reason=request",
        "");
    putOff.clear();
    round(0, true);
    assertThat(report(other).path("over").asBoolean()).isTrue();
    assertThat(report(other).path("design").asString()).doesNotContain("member-3\n");
    assertThat(report(id).path("design").asString()).doesNotContain("member-3\n");
  }
}
