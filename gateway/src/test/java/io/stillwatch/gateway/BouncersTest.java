// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// CrowdSec's bouncers: each is told all when it starts, and then what has changed.
class BouncersTest {
  private static final Snapshot EVIDENCE = new Snapshot("sw-1", Verdict.CAMPAIGN, 8, 7, 6, 1);

  private World world;

  @BeforeEach
  void start() throws IOException {
    world = World.usual();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static Decision decision(String id, String account, Remedy remedy) {
    var grounds = new Grounds("because", "rule", List.of(), EVIDENCE, new TreeMap<>());
    var term = new Term(1, 1, System.currentTimeMillis() + 3_600_000);
    return new Decision(id, account, remedy, grounds, term, Mode.LIVE, Optional.empty());
  }

  private String poll(String query) {
    return world.send(world.as(World.TOKEN, "/v1/decisions/stream" + query).GET()).body();
  }

  @Test
  void whoIsShutOutIsBannedAndMilderRemediesStayHere() {
    world.desk.decisions.add(decision("d1", "a", new Remedy.Suspend()));
    world.desk.decisions.add(decision("d2", "b", new Remedy.Slow(0.5)));
    world.desk.decisions.add(decision("d3", "c", new Remedy.Verify("")));

    String all = poll("?startup=true");

    assertThat(all)
        .contains("\"type\":\"ban\",\"scope\":\"account\",\"value\":\"a\",\"duration\":\"0h59m")
        .contains("\"type\":\"captcha\",\"scope\":\"account\",\"value\":\"c\"")
        .contains("\"origin\":\"stillwatch\"", "\"scenario\":\"stillwatch/suspend\"")
        .contains("\"simulated\":false", "\"deleted\":[]")
        .doesNotContain("\"value\":\"b\"")
        .doesNotContain("rule");
  }

  @Test
  void aBouncerIsToldWhatHasChangedAndNothingTwice() {
    world.desk.decisions.add(decision("d1", "a", new Remedy.Suspend()));
    poll("?startup=true");
    assertThat(poll("")).isEqualTo("{\"new\":[],\"deleted\":[]}");

    world.desk.decisions.clear();
    world.desk.decisions.add(decision("d2", "b", new Remedy.Refuse()));
    String changes = poll("?startup=false");

    assertThat(changes)
        .matches("\\{\"new\":\\[\\{.*\"value\":\"b\".*],\"deleted\":\\[\\{.*\"value\":\"a\".*]}");
    assertThat(poll("")).isEqualTo("{\"new\":[],\"deleted\":[]}");
  }

  @Test
  void aDecisionReplacedByOneOfItsTypeIsNotLifted() {
    world.desk.decisions.add(decision("d1", "a", new Remedy.Suspend()));
    poll("?startup=true");

    world.desk.decisions.set(0, decision("d2", "a", new Remedy.Refuse()));
    String harder = poll("");
    world.desk.decisions.set(0, decision("d3", "a", new Remedy.Verify("")));
    String milder = poll("");

    assertThat(harder).contains("stillwatch/refuse").endsWith("\"deleted\":[]}");
    assertThat(milder).contains("captcha").matches(".*\"deleted\":\\[\\{.*\"type\":\"ban\".*");
  }

  @Test
  void whoAsksForOtherScopesGetsNothing() {
    world.desk.decisions.add(decision("d1", "a", new Remedy.Suspend()));

    assertThat(poll("?startup=true&scopes=ip,range")).isEqualTo("{\"new\":[],\"deleted\":[]}");
    assertThat(poll("?startup=true&scopes=ip,account")).contains("\"value\":\"a\"");
    assertThat(poll("?startup=true&scenarios_not_containing=suspend")).doesNotContain("\"a\"");
    assertThat(world.send(world.as(World.TOKEN, "/v1/decisions?ip=192.0.2.1").GET()).body())
        .isEqualTo("null");
    assertThat(world.send(world.as(World.TOKEN, "/v1/decisions?value=a").GET()).body())
        .startsWith("[{")
        .contains("\"ban\"");
    assertThat(world.send(world.as(World.TOKEN, "/v1/decisions?value=b").GET()).body())
        .isEqualTo("null");
  }
}
