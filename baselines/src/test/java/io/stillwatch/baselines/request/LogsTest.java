// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.baselines.method.Traffic;
import io.stillwatch.baselines.method.Traffic.From;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir Path folder;

  @Test
  void requestsComeInOrderWithTheirAccounts() throws IOException {
    new Traffic()
        .ask("b", 3, From.ip("192.0.2.1"), "hello")
        .ask("a", 5, From.NOWHERE, "hello")
        .ask("b", 90, From.NOWHERE, "again")
        .signup("a", 2)
        .write(folder);
    List<Request> seen = new ArrayList<>();

    Roster roster = Logs.read(folder, seen::add);

    assertThat(seen).extracting(Request::account).containsExactly(0, 1, 0);
    assertThat(seen.get(0).address()).isNotZero();
    assertThat(seen.get(1).address()).isZero();
    assertThat(seen.get(2).hour() - seen.get(0).hour()).isEqualTo(1);
    assertThat(roster.name(0)).isEqualTo("b");
    assertThat(roster.requests(0)).isEqualTo(2);
    assertThat(roster.window(0).until() - roster.window(0).from()).isEqualTo(87 * 60_000);
    assertThat(roster.window()).isEqualTo(roster.window(0));
    assertThat(roster.signup(0)).isEmpty();
    assertThat(roster.window(1).from() - roster.signup(1).getAsLong())
        .isEqualTo((2 * 1_440 + 5) * 60_000L);
  }

  @Test
  void accountsOfOneOrganisationHaveOnePrincipal() throws IOException {
    var org = new From("", "acme", "");
    new Traffic()
        .ask("a", 1, From.NOWHERE, "x")
        .ask("b", 2, org, "x")
        .ask("c", 3, org, "x")
        .write(folder);

    Roster roster = Logs.read(folder, _ -> {});

    assertThat(roster.principal(0)).isEqualTo(0);
    assertThat(roster.principal(1)).isEqualTo(1);
    assertThat(roster.principal(2)).isEqualTo(1);
  }

  @Test
  void logsOutOfOrderAreRefused() throws IOException {
    Path log =
        new Traffic().ask("a", 9, From.NOWHERE, "x").write(folder).resolve("exchanges.jsonl");
    Path early = new Traffic().ask("b", 1, From.NOWHERE, "x").write(folder.resolve("early"));
    Files.writeString(
        log, Files.readString(log) + Files.readString(early.resolve("exchanges.jsonl")));

    assertThatThrownBy(() -> Logs.read(log, _ -> {}))
        .isInstanceOf(BadWorld.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("earlier");
  }

  @Test
  void aBrokenLineOrAnEmptyWorldIsRefused() throws IOException {
    Path log = folder.resolve("exchanges.jsonl");
    Files.writeString(log, "{\"ts\":\n");
    assertThatThrownBy(() -> Logs.read(folder, _ -> {})).isInstanceOf(BadWorld.class);
    Files.writeString(log, "");
    assertThatThrownBy(() -> Logs.read(folder, _ -> {})).hasMessageContaining("no exchange");
  }
}
