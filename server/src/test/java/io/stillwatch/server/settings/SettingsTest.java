// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  private Settings of(String file) throws IOException {
    return of(file, Map.of(), Map.of());
  }

  private Settings of(String file, Map<String, String> environment, Map<String, String> options)
      throws IOException {
    Path path = folder.resolve("stillwatch.toml");
    Files.writeString(path, file);
    return Settings.of(Optional.of(path), environment, options);
  }

  @Test
  void theCommandLineCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws IOException {
    String file = "[server]\nlisten = \"a:1\"\ndata = \"b\"\n[detect]\nthreads = 3\n";
    Settings settings =
        of(
            file,
            Map.of("STILLWATCH_SERVER_LISTEN", "c:2", "STILLWATCH_SERVER_DATA", "d"),
            Map.of("server.data", "e"));
    assertThat(settings.value(Key.DATA)).isEqualTo(new Settings.Value("e", "--set"));
    assertThat(settings.value(Key.LISTEN))
        .isEqualTo(new Settings.Value("c:2", "STILLWATCH_SERVER_LISTEN"));
    assertThat(settings.value(Key.THREADS)).isEqualTo(new Settings.Value("3", "stillwatch.toml"));
    assertThat(settings.value(Key.FDR)).isEqualTo(new Settings.Value("0.01", "standard"));
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLineAndTheNearest() {
    assertThatThrownBy(() -> of("[server]\n\nlisen = \"a:1\"\n"))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("stillwatch.toml:3")
        .hasMessageContaining("did you mean server.listen?");
    assertThatThrownBy(() -> of("", Map.of(), Map.of("detect.fdrr", "1")))
        .hasMessageContaining("did you mean detect.fdr?");
  }

  @Test
  void aFileThatIsNoTomlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> of("[server]\nlisten = \n"))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining("stillwatch.toml:2");
    assertThatThrownBy(() -> of("[server]\nlisten = [1]\n")).hasMessageContaining("takes a text");
  }

  @Test
  void aValueThatCannotBeUsedIsNamedWithWhoSetIt() throws IOException {
    Settings settings =
        of("[detect]\npatience = \"soon\"\nthreads = \"many\"\nfdr = 0.9\ntime = \"wal\"\n");
    assertThatThrownBy(() -> settings.span(Key.PATIENCE))
        .hasMessageContaining("detect.patience is \"soon\" (stillwatch.toml)");
    assertThatThrownBy(() -> settings.whole(Key.THREADS, 1, 8))
        .hasMessageContaining("whole number");
    assertThatThrownBy(() -> settings.share(Key.FDR)).hasMessageContaining("at most 0.5");
    assertThatThrownBy(() -> settings.word(Key.TIME, "wall", "log"))
        .hasMessageContaining("did you mean wall?");
  }

  @Test
  void aTimeOutOfBoundsIsRefusedWithThem() throws IOException {
    Settings settings = of("[server]\npatience = \"2h\"\n");
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> settings.span(Key.PATIENCE_WITH_CALLERS, second, Duration.ofHours(1)))
        .hasMessageContaining("server.patience is \"2h\" (stillwatch.toml)")
        .hasMessageContaining("takes a time from 1s to 1h");
    assertThat(settings.span(Key.JUDGE_EVERY)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void timesAndAddressesAreRead() throws IOException {
    Settings settings =
        of(
            "[detect]\npatience = \"90s\"\n[server]\nlisten = \"[::1]:8700\"\n[grpc]\nlisten = \"\"\n");
    assertThat(settings.span(Key.PATIENCE)).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.span(Key.KEEP_EXCHANGES)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.address(Key.LISTEN).orElseThrow().getPort()).isEqualTo(8700);
    assertThat(settings.address(Key.LISTEN).orElseThrow().getAddress().isLoopbackAddress())
        .isTrue();
    assertThat(settings.address(Key.GRPC_LISTEN)).isEmpty();
  }

  @Test
  void everySettingHasAStandardThatCanBeRead() throws IOException {
    Settings standard = Settings.of(Optional.empty(), Map.of(), Map.of());
    assertThat(standard.address(Key.LISTEN).orElseThrow().getAddress().isLoopbackAddress())
        .isTrue();
    assertThat(standard.word(Key.PLAIN, "loopback", "anywhere")).isEqualTo("loopback");
    assertThat(standard.list(Key.TAIL)).isEmpty();
    assertThat(standard.share(Key.FDR)).isEqualTo(0.01);
  }
}
