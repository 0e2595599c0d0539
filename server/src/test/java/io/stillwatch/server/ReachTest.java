// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.server.settings.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
  private static final Map<String, String> TLS =
      Map.of("server.tls-certificate", "chain.pem", "server.tls-key", "key.pem");

  private static Settings settings(Map<String, String> some, Map<String, String> more)
      throws IOException {
    var all = new HashMap<>(some);
    all.putAll(more);
    return Settings.of(Optional.empty(), Map.of(), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"server.listen", "gateway.listen", "grpc.listen"})
  void noPortSpeaksPlainTextToOthersUnlessToldTo(String port) throws IOException {
    Map<String, String> open = Map.of(port, "0.0.0.0:0");
    assertThatThrownBy(() -> Reach.check(settings(open, Map.of())))
        .isInstanceOf(BadSetting.class)
        .hasMessageStartingWith(port)
        .hasMessageContaining("there is no TLS");
    Settings told = settings(open, Map.of("server.plain-text", "anywhere"));
    assertThatCode(() -> Reach.check(told)).doesNotThrowAnyException();
  }

  @Test
  void overGrpcOthersShowWhoTheyAre() throws IOException {
    Map<String, String> open = Map.of("grpc.listen", "0.0.0.0:0");
    assertThatThrownBy(() -> Reach.check(settings(open, TLS)))
        .hasMessageContaining("grpc.client-certificates");
    var asked = new HashMap<>(TLS);
    asked.put("grpc.client-certificates", "roots.pem");
    Settings safe = settings(open, asked);
    assertThatCode(() -> Reach.check(safe)).doesNotThrowAnyException();
  }

  @Test
  void whatIsStandardReachesThisMachineAlone() throws IOException {
    Settings standard = settings(Map.of(), Map.of());
    assertThatCode(() -> Reach.check(standard)).doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Reach.check(settings(Map.of("server.listen", "no.such.host.invalid:1"), TLS)))
        .hasMessageContaining("cannot be found");
  }
}
