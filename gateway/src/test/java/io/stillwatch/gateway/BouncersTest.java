// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import static io.stillwatch.gateway.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CrowdSec's bouncers: each is told all when it starts, and then what has changed.
class BouncersTest {
  private static final Snapshot EVIDENCE = new Snapshot("sw-1", Verdict.CAMPAIGN, 8, 7, 6, 1);

  private static final String BOUNCER =
      """
      bin_path: %1$s
      feed_via_stdin: false
      total_retries: 0
      scenarios_containing: []
      scenarios_not_containing: []
      origins: []
      piddir: %2$s
      update_frequency: 1s
      cache_retention_duration: 10s
      daemonize: false
      log_mode: stdout
      log_dir: %2$s
      log_level: info
      api_url: %3$s
      api_key: %4$s
      prometheus:
        enabled: false
      """;

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

  /// CrowdSec's own bouncer for custom scripts, of Debian's package: it calls a script with what
  /// begins and what ends.
  @Test
  void aBouncerThatOthersWroteActsOnAccounts(@TempDir Path folder) throws Exception {
    Path acts = Files.createFile(folder.resolve("acts"));
    Path script = folder.resolve("act");
    Files.writeString(script, "#!/bin/sh\necho \"$@\" >> " + acts + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Path config = folder.resolve("bouncer.yaml");
    Files.writeString(config, BOUNCER.formatted(script, folder, world.at("/"), World.TOKEN));
    world.desk.decisions.add(decision("d1", "acct-1", new Remedy.Suspend()));

    Process bouncer =
        Program.start(
            folder,
            folder.resolve("out"),
            "/usr/bin/crowdsec-custom-bouncer",
            "-c",
            config.toString());
    try {
      until(() -> read(acts).matches("add acct-1 35\\d\\d stillwatch/suspend .*\n"));
      world.desk.decisions.add(decision("d2", "acct-2", new Remedy.Refuse()));
      until(() -> read(acts).contains("add acct-2"));
      world.desk.decisions.removeFirst();
      until(() -> read(acts).contains("del acct-1"));
    } finally {
      bouncer.destroy();
      bouncer.waitFor();
    }
    assertThat(read(acts).lines()).hasSize(3);
    assertThat(read(acts)).contains("\"type\":\"ban\"", "\"scope\":\"account\"");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
