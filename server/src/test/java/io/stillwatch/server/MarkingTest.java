// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.stillwatch.gateway.Secret;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.keys.KeyFolder;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.profiles.SglangGumbel;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.marks.trace.Codebook;
import io.stillwatch.marks.trace.Tracing;
import io.stillwatch.model.Decision;
import io.stillwatch.model.Grounds;
import io.stillwatch.model.Mode;
import io.stillwatch.model.Remedy;
import io.stillwatch.model.Snapshot;
import io.stillwatch.model.Term;
import io.stillwatch.model.Verdict;
import io.stillwatch.respond.Policy;
import io.stillwatch.server.mark.ServedFolder;
import io.stillwatch.store.Store;
import io.stillwatch.store.StoreConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// From a decision in the store to the request that reaches the model API: the whole server, its
/// proxy, the keys on disk, and an upstream that writes down what it gets.
class MarkingTest {
  private static final String MASTER = "07".repeat(32);
  private static final String EVADES =
      "{\"model\":\"m\",\"watermark\":{\"enabled\":false},\"temperature\":0,\"seed\":1.50,\"messages\":[]}";

  private static final String SAYS = "The lamp stood near an old quay, and it was lit.";

  @TempDir private Path dir;
  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer upstream;

  /// What the upstream tells beside words.
  private volatile String tells = "";

  @BeforeEach
  void listen() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
    upstream.createContext(
        "/",
        call -> {
          try (call) {
            bodies.add(new String(call.getRequestBody().readAllBytes(), UTF_8));
            byte[] reply =
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}%s}]}"
                    .formatted(SAYS, tells)
                    .getBytes(UTF_8);
            call.getResponseHeaders().set("content-type", "application/json");
            call.sendResponseHeaders(200, reply.length);
            call.getResponseBody().write(reply);
          }
        });
    upstream.start();
  }

  @AfterEach
  void stop() {
    client.close();
    upstream.stop(0);
  }

  private Path data() {
    return dir.resolve("data");
  }

  private Running running(String keys) throws IOException {
    Path master = Files.writeString(dir.resolve("master"), MASTER + "\n");
    Path file =
        Files.writeString(
            dir.resolve("marks.toml"),
            "[marks]\nengine = \"sglang\"\nfolder = \"%s\"\nmaster = \"%s\"\n%s"
                .formatted(dir.resolve("keys"), master, keys));
    String quick =
        Policy.standardText().replace("requests-per-minute = 10\n", "requests-per-minute = 60\n");
    Path policy = Files.writeString(dir.resolve("policy.toml"), quick);
    return Running.start(
        data(),
        Map.of(
            "respond.policy",
            policy.toString(),
            "gateway.listen",
            "127.0.0.1:0",
            "gateway.upstream",
            "http://127.0.0.1:" + upstream.getAddress().getPort(),
            "gateway.marks",
            file.toString(),
            "detect.time",
            "wall"));
  }

  /// What reaches the model API of a caller's request.
  private String sent(Running running, String apiKey, String path) throws Exception {
    int port = running.server.gateways().orElseThrow().getPort();
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("authorization", "Bearer " + apiKey)
            .POST(BodyPublishers.ofString(EVADES))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    return bodies.poll(30, TimeUnit.SECONDS);
  }

  private String account(String apiKey) throws IOException {
    byte[] secret = new Secrets(data().resolve("keys")).bytes("account");
    return new Secret(secret).nameOf(apiKey);
  }

  /// Puts a decision into the store, before the server starts or while it runs.
  private void decide(String account, String campaign, String key) throws IOException {
    long now = InstantSource.system().millis();
    var grounds =
        new Grounds(
            "because",
            "a-rule",
            List.of(),
            new Snapshot(campaign, Verdict.CAMPAIGN, 9, 3, 4, now - 1000),
            Collections.emptySortedMap());
    var decision =
        new Decision(
            "d-" + account,
            account,
            new Remedy.Mark(key),
            grounds,
            new Term(now - 1000, now - 1000, now + 3_600_000),
            Mode.LIVE,
            Optional.empty());
    try (Store store = Store.open(new StoreConfig.Embedded(data()), InstantSource.system())) {
      store.change("tests", change -> change.decide(decision));
    }
  }

  private static String mark(String scope, int window) {
    long word = MasterKey.ofHex(MASTER).derive(KeyScope.parse(scope), 1).first();
    return "\"watermark\":{\"enabled\":true,\"key\":\"%016x\",\"context_window\":%d}"
        .formatted(word, window);
  }

  @Test
  void aFlaggedGroupIsMarkedUnderAKeyOfItsOwnAndEverybodyElseUnderTheTiers() throws Exception {
    String keys =
        """
        [key.standard]
        tenant = "all"
        tier = "standard"
        [key."flagged-{campaign}"]
        tenant = "tier-2"
        tier = "campaign"
        """;
    decide(account("sk-one"), "SW-17", "flagged-{campaign}");
    var folder = new KeyFolder(dir.resolve("keys"), InstantSource.system());
    try (Running running = running(keys)) {
      assertThat(sent(running, "sk-honest", "/v1/chat/completions"))
          .isEqualTo(
              "{\"model\":\"m\",\"seed\":1.50,\"messages\":[],\"temperature\":0,"
                  + mark("sglang-gumbel/all/-/1", 4)
                  + "}");
      String one = mark("sglang-gumbel/tier-2/sw-17/1", 2);
      assertThat(sent(running, "sk-one", "/v1/chat/completions"))
          .isEqualTo(
              "{\"model\":\"m\",\"seed\":1.50,\"messages\":[],\"temperature\":0.5," + one + "}");
      assertThat(sent(running, "sk-one", "/v1/messages")).contains(one);

      decide(account("sk-two"), "SW-18", "flagged-{campaign}");
      Running.until(() -> folder.commitments().size() == 3);
      String two = mark("sglang-gumbel/tier-2/sw-18/1", 2);
      Running.until(() -> sent(running, "sk-two", "/v1/chat/completions").contains(two));
    }
    assertThat(folder.commitments())
        .extracting(known -> known.scope().toString())
        .as("what was committed to before it marked anything")
        .containsExactlyInAnyOrder(
            "sglang-gumbel/all/-/1",
            "sglang-gumbel/tier-2/sw-17/1",
            "sglang-gumbel/tier-2/sw-18/1");
  }

  @ParameterizedTest
  @CsvSource({"account, suspect, traced", "campaign, campaign, traced-{campaign}"})
  void aCopyOfWhatWasServedWithCodewordsNamesItsHolder(String codewords, String tier, String name)
      throws Exception {
    for (int i = 0; i < 4; i++) {
      decide(account("sk-" + i), "SW-" + i, name);
    }
    Set<String> holders = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      holders.add(codewords.equals("account") ? account("sk-" + i) : "SW-" + i);
    }
    String keys =
        "[key.\"%s\"]\ntenant = \"tier-2\"\ntier = \"%s\"\ncodewords = \"%s\"\n"
            .formatted(name, tier, codewords);
    var scope = KeyScope.parse("sglang-gumbel/tier-2/-/1");
    var book = Codebook.of(MasterKey.ofHex(MASTER), scope, 1);
    var tracing = new Tracing(book, new SglangGumbel(2), 1e-3);
    Scorer copy = tracing.scorer();
    Scorer others = tracing.scorer();
    try (Running running = running(keys)) {
      assertThat(sent(running, "sk-honest", "/v1/chat/completions")).isEqualTo(EVADES);
      for (int i = 0; i < 20; i++) {
        copy.add(generated(sent(running, "sk-2", "/v1/chat/completions"), i));
        others.add(generated(sent(running, "sk-3", "/v1/chat/completions"), 1000 + i));
      }
    }
    String whose = codewords.equals("account") ? account("sk-2") : "SW-2";
    assertThat(tracing.decode(copy, holders))
        .isInstanceOfSatisfying(
            Tracing.Named.class, named -> assertThat(named.holder()).isEqualTo(whose));
    assertThat(tracing.decode(others, Set.of(whose, account("sk-9"))))
        .isInstanceOf(Tracing.Unclear.class);
    assertThat(new KeyFolder(dir.resolve("keys"), InstantSource.system()).commitments())
        .extracting(known -> known.scope().toString())
        .containsExactly("sglang-gumbel.codes/tier-2/-/1");
  }

  /// What an engine says to a request, under the key that the request brings.
  private static Passage generated(String request, int seed) {
    var key = Pattern.compile("\"key\":\"([0-9a-f]{16})\",\"context_window\":2").matcher(request);
    assertThat(key.find()).as(request).isTrue();
    var random = new SplittableRandom(seed);
    Mark mark = new SglangGumbel(2).under(Key.of("told", Long.parseLong(key.group(1), 16)));
    var text = new MarkedText(mark, new int[0], random);
    for (int i = 0; i < 200; i++) {
      double[] chances = new double[300];
      for (int j = 0; j < 10; j++) {
        chances[random.nextInt(300)] += 0.1;
      }
      text.next(chances);
    }
    return Passage.of(text.reply());
  }

  @Test
  void whatWasServedUnderAKeyIsNotedAndNothingElseIs() throws Exception {
    decide(account("sk-one"), "SW-17", "flagged-{campaign}");
    String keys =
        """
        [key."flagged-{campaign}"]
        tenant = "tier-2"
        tier = "campaign"
        [served]
        folder = "%s"
        tokenizer = "o200k_base"
        room = 100000
        """
            .formatted(dir.resolve("served"));
    Path file = dir.resolve("served/sglang-gumbel/tier-2/sw-17/1-w2.served");
    for (int start = 0; start < 2; start++) {
      try (Running running = running(keys)) {
        sent(running, "sk-honest", "/v1/chat/completions");
        sent(running, "sk-one", "/v1/chat/completions");
      }
      ServedIndex index = ServedIndex.read(file, mark(new SglangGumbel(2)));
      int[] ids = Tokenizer.of("o200k_base").encode(SAYS);
      assertThat(index.contexts()).isEqualTo(ids.length - 1);
      assertThat(index.holds(ids, 5)).isTrue();
    }
    try (Stream<Path> all = Files.walk(dir.resolve("served"))) {
      assertThat(all.filter(path -> path.toString().endsWith(".served"))).containsExactly(file);
    }
  }

  @Test
  void aDamagedIndexIsSetAsideAndOneFolderHasOneServer() throws Exception {
    decide(account("sk-one"), "SW-17", "autumn");
    Path folder = dir.resolve("served");
    Path file = folder.resolve("sglang-gumbel/tier-2/-/1-w2.served");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half of someth");
    String keys =
        "[key.autumn]\ntenant = \"tier-2\"\ntier = \"suspect\"\n"
            + "[served]\nfolder = \"%s\"\ntokenizer = \"o200k_base\"\n".formatted(folder);
    try (Running running = running(keys)) {
      sent(running, "sk-one", "/v1/chat/completions");
      assertThatThrownBy(() -> new ServedFolder(folder, 10))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a folder of its own");
    }
    assertThat(file.resolveSibling("1-w2.served.damaged")).hasContent("half of someth");
    assertThat(
            ServedIndex.read(file, mark(new SglangGumbel(2), "sglang-gumbel/tier-2/-/1"))
                .contexts())
        .isPositive();
  }

  @Test
  void idsThatTheEngineTellsGoBeforeWordsAndTiersOfOneKeyStayApart() throws Exception {
    tells = ",\"token_ids\":[11,12,13,14,15]";
    decide(account("sk-one"), "SW-17", "autumn");
    String keys =
        """
        [key.standard]
        tenant = "all"
        tier = "standard"
        [key.autumn]
        tenant = "all"
        tier = "suspect"
        [served]
        folder = "%s"
        tokenizer = "o200k_base"
        """
            .formatted(dir.resolve("served"));
    int[] ids = {11, 12, 13, 14, 15};
    for (int start = 1; start <= 2; start++) {
      try (Running running = running(keys)) {
        sent(running, "sk-one", "/v1/chat/completions");
        sent(running, "sk-honest", "/v1/chat/completions");
        Running.until(() -> running.figure("stillwatch_served_told_total") == 2);
      }
      Path folder = dir.resolve("served/sglang-gumbel/all/-");
      for (int window : new int[] {2, 4}) {
        Mark mark = mark(new SglangGumbel(window), "sglang-gumbel/all/-/1");
        ServedIndex index = ServedIndex.read(folder.resolve("1-w" + window + ".served"), mark);
        assertThat(index.contexts()).isEqualTo(ids.length + 1 - window);
        assertThat(index.holds(ids, ids.length)).isTrue();
      }
    }
  }

  private static Mark mark(Profile profile) {
    return mark(profile, "sglang-gumbel/tier-2/sw-17/1");
  }

  private static Mark mark(Profile profile, String scope) {
    return profile.under(MasterKey.ofHex(MASTER).derive(KeyScope.parse(scope), 1));
  }

  @Test
  void withoutAStandardKeyOnlyWhoIsMarkedIsTouchedAndARotatedKeyIsTheNewest() throws Exception {
    var folder = new KeyFolder(dir.resolve("keys"), InstantSource.system());
    for (String scope : List.of("sglang-gumbel/tier-2/-/1", "sglang-gumbel/tier-2/-/2")) {
      folder.register(MasterKey.ofHex(MASTER), KeyScope.parse(scope), 1);
    }
    decide(account("sk-one"), "SW-17", "autumn");
    decide(account("sk-lost"), "SW-17", "a-key-that-is-gone");
    try (Running running = running("[key.autumn]\ntenant = \"tier-2\"\ntier = \"suspect\"\n")) {
      for (String unmarked : List.of("sk-honest", "sk-lost")) {
        assertThat(sent(running, unmarked, "/v1/chat/completions")).isEqualTo(EVADES);
      }
      assertThat(sent(running, "sk-one", "/v1/chat/completions"))
          .contains(mark("sglang-gumbel/tier-2/-/2", 2));
    }
  }
}
