// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Message;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import io.stillwatch.server.settings.BadSetting;
import io.stillwatch.server.settings.Settings;
import io.stillwatch.store.Sealed;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final long DAY = 86_400_000;
  private static final String SECRET = "the colour of the lighthouse";

  @TempDir private Path folder;
  private long now = 20_000 * DAY + 5;
  private Store store;
  private Vault vault;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(folder.resolve("text.key"), "0f".repeat(32) + "\n");
    store = Store.open(new StoreConfig.Embedded(folder.resolve("data")), this::instant);
    vault = vault(Map.of()).orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  private Optional<Vault> vault(Map<String, String> settings) throws IOException {
    var all = new HashMap<>(Map.of("text.keep", "true", "text.key-file", key("text.key")));
    all.putAll(settings);
    return Vault.open(Settings.of(Optional.empty(), Map.of(), all), store, this::instant);
  }

  private String key(String name) {
    return folder.resolve(name).toString();
  }

  static Exchange exchange(String id, String account, String words) {
    var ask =
        new Ask(
            "model-x",
            Collections.emptySortedMap(),
            List.of(new Message(Message.Role.USER, Text.of(words))),
            List.of(),
            false,
            List.of());
    var reply = new Reply(Text.of("re: " + words), List.of(), 200, 5);
    return new Exchange(id, 1_000, Caller.of(account), ask, Usage.UNKNOWN, reply);
  }

  private Optional<String> shown(String id) {
    return vault.show(id, "ada", "an appeal");
  }

  @Test
  void whatIsKeptIsShownToSomebodyWhoSaysWhyAndTheLogHasIt() {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET), exchange("r-2", "acct-1", "")));

    assertThat(shown("r-1").orElseThrow())
        .contains("\"role\":\"user\",\"content\":\"" + SECRET, "\"reply\":\"re: " + SECRET);
    assertThat(store.audit().about("acct-1"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo("view-text");
              assertThat(entry.actor()).isEqualTo("ada");
              assertThat(entry.body()).contains("an appeal").doesNotContain(SECRET, "r-1");
            });
    assertThat(shown("r-9")).isEmpty();
  }

  @Test
  void noFileHoldsTheWords() throws IOException {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));

    assertThat(bytes()).doesNotContain(SECRET).contains("acct-1");
  }

  private String bytes() throws IOException {
    var all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }

  @Test
  void aTextThatWasChangedOrPassedOffAsAnothersDoesNotOpen() {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));
    Sealed right = store.texts().find("r-1").orElseThrow();
    for (int i = 0; i < right.body().length(); i += 7) {
      char other = right.body().charAt(i) == 'A' ? 'B' : 'A';
      String body = right.body().substring(0, i) + other + right.body().substring(i + 1);
      String id = "flipped-" + i;
      store.texts().keep(List.of(new Sealed(id, "acct-1", right.day(), body)));
      assertThatThrownBy(() -> shown(id))
          .isInstanceOf(DamagedText.class)
          .message()
          .doesNotContain(SECRET);
    }
    store.texts().keep(List.of(new Sealed("r-3", "acct-1", right.day(), right.body())));
    assertThatThrownBy(() -> shown("r-3")).isInstanceOf(DamagedText.class);
    store.erase("acct-1", "ada", "asked");
    store.texts().keep(List.of(new Sealed("r-1", "acct-2", right.day(), right.body())));
    assertThatThrownBy(() -> shown("r-1")).isInstanceOf(DamagedText.class);
    store.texts().keep(List.of(new Sealed("short", "acct-2", right.day(), "AAAA")));
    assertThatThrownBy(() -> shown("short")).isInstanceOf(DamagedText.class);
  }

  @Test
  void anotherKeyIsRefusedAndSoIsWhatIsNone() throws IOException {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));
    Files.write(folder.resolve("other.key"), new byte[32]);
    Files.writeString(folder.resolve("odd.key"), "nonsense");

    refused(Map.of("text.key-file", key("other.key")), "not the key");
    refused(Map.of("text.key-file", key("odd.key")), "64 hex digits");
    refused(Map.of("text.key-file", key("none.key")), "cannot be read");
    refused(Map.of("text.key-file", ""), "has to be set");
    refused(Map.of("text.keep-for", "31d"), "1d to 30d");
    refused(Map.of("text.keep-for", "5h"), "1d to 30d");
    refused(Map.of("text.keep", "yes"), "false or true");
    assertThat(vault(Map.of("text.keep", "false"))).isEmpty();
    assertThat(vault(Map.of())).isPresent();
  }

  @Test
  void aNewKeyTakesOverWhatAnEarlierOneSealed() throws IOException {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));
    String wrapped = store.texts().key(20_000).orElseThrow();
    Files.write(folder.resolve("new.key"), new byte[32]);
    Map<String, String> fresh = Map.of("text.key-file", key("new.key"));
    var both = new HashMap<>(fresh);
    both.put("text.earlier-key-files", key("text.key"));

    vault = vault(both).orElseThrow();
    assertThat(shown("r-1")).isPresent();
    assertThat(store.texts().key(20_000).orElseThrow()).isNotEqualTo(wrapped);
    refused(Map.of(), "not the key");
    vault = vault(fresh).orElseThrow();
    vault.keep(List.of(exchange("r-2", "acct-1", SECRET)));
    assertThat(shown("r-1")).isPresent();
    assertThat(shown("r-2")).isPresent();
    assertThat(store.audit().entries(0, 100))
        .filteredOn(entry -> entry.action().equals("reseal-texts"))
        .hasSize(1);
    refused(Map.of("text.earlier-key-files", key("none.key")), "text.earlier-key-files");
  }

  private void refused(Map<String, String> settings, String why) {
    assertThatThrownBy(() -> vault(settings))
        .isInstanceOf(BadSetting.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("nonsense");
  }

  @Test
  void afterItsTimeNobodyOpensIt() throws Exception {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));
    String wrapped = store.texts().key(20_000).orElseThrow();
    now += 6 * DAY;
    vault.keep(List.of(exchange("r-2", "acct-1", "another day")));
    assertThat(shown("r-1")).isPresent();
    now += DAY;
    assertThat(shown("r-1")).isEmpty();
    assertThat(shown("r-2")).isPresent();

    Vault.forget(Settings.of(Optional.empty(), Map.of(), Map.of()), store, this::instant);
    assertThat(store.texts().find("r-1")).isEmpty();
    assertThat(store.texts().key(20_000)).isEmpty();
    assertThat(store.texts().find("r-2")).isPresent();
    store.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/stillwatch.db"));
        var statement = connection.createStatement()) {
      statement.execute("pragma wal_checkpoint(truncate)");
    }
    assertThat(bytes()).doesNotContain(wrapped);
    open();
  }

  @Test
  void anErasedAccountHasNoWords() {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET), exchange("r-2", "acct-2", "other")));

    assertThat(store.erase("acct-1", "ada", "asked")).containsEntry("texts", 1);
    assertThat(shown("r-1")).isEmpty();
    assertThat(shown("r-2")).isPresent();
  }

  @Test
  void anIdThatComesAgainChangesNothing() {
    vault.keep(List.of(exchange("r-1", "acct-1", SECRET)));
    vault.keep(List.of(exchange("r-1", "acct-1", "something else")));

    assertThat(shown("r-1").orElseThrow()).contains(SECRET);
  }

  @Test
  void theKeeperBringsThemInAndCountsWhatFindsNoRoom() throws Exception {
    var keeper = new Keeper(vault);
    keeper.accept(List.of(exchange("r-1", "acct-1", SECRET)));
    keeper.accept(List.of(exchange("huge", "acct-1", "x".repeat(40 << 20))));
    keeper.close();

    assertThat(keeper.kept()).isEqualTo(1);
    assertThat(keeper.lost()).isEqualTo(1);
    assertThat(shown("r-1")).isPresent();
  }

  @Test
  void aProcessThatIsKilledLeavesNothingHalfDone() throws Exception {
    Path data = folder.resolve("killed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Sealing.class.getName(),
                data.toString(),
                key("text.key"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int said = 0;
    try (var out = process.inputReader(UTF_8)) {
      while (said < 20) {
        said = Integer.parseInt(out.readLine());
      }
    } finally {
      process.toHandle().destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(128 + 9);

    store.close();
    store = Store.open(new StoreConfig.Embedded(data), this::instant);
    vault = vault(Map.of()).orElseThrow();
    now = 20_000 * DAY;
    int there = 0;
    while (shown("r-" + there).isPresent()) {
      assertThat(shown("r-" + there).orElseThrow()).contains("words " + there);
      there++;
    }
    assertThat(there).isGreaterThanOrEqualTo(said);
  }
}
