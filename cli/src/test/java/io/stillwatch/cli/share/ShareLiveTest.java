// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.server.Server;
import io.stillwatch.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `share` that ask a live server, on one that is in no coalition.
class ShareLiveTest {
  @TempDir Path folder;

  @Test
  void aServerInNoCoalitionSaysSoAndNobodyTellsWithoutAReason() throws Exception {
    var settings =
        Map.of(
            "server.listen", "127.0.0.1:0",
            "gateway.listen", "",
            "grpc.listen", "",
            "server.data", folder.resolve("data").toString());
    try (Server server =
        Server.start(Settings.of(Optional.empty(), Map.of(), settings), InstantSource.system())) {
      String asks =
          " --server http://127.0.0.1:%d --token-file %s"
              .formatted(server.address().getPort(), server.firstToken().orElseThrow());
      for (String command :
          new String[] {
            "share told",
            "share told --json",
            "share suspicions",
            "share peers",
            "share leads --json",
            "share alarms",
            "share tell sw-1 --preview",
            "share tell sw-1 --reason seen",
            "share take-back telling--1 --reason wrong"
          }) {
        Typed typed = Typed.line(command + asks);
        assertThat(typed.exit()).as(command).isEqualTo(Exit.UNUSABLE.code());
        assertThat(typed.err()).contains("a coalition that this server is in");
      }
      assertThat(Typed.line("share tell sw-1" + asks).err()).contains("--reason is missing");
      Path other = Files.writeString(folder.resolve("other.token"), "nobody\n");
      Typed refused =
          Typed.line(
              "share told --server http://127.0.0.1:%d --token-file %s"
                  .formatted(server.address().getPort(), other));
      assertThat(refused.exit()).isEqualTo(Exit.UNUSABLE.code());
      assertThat(refused.err()).doesNotContain("nobody");
    }
    var nowhere = Map.of("XDG_CONFIG_HOME", folder.resolve("none").toString());
    assertThat(Typed.on(new FakeRooms(), nowhere, false, "share told").err()).contains("no token");
  }
}
