// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.profiles.SglangGumbel;
import io.stillwatch.marks.trace.Codebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTraceTest {
  private static final String MASTER = "07".repeat(32);
  private static final Codebook OF_FILE = Codebook.of(Key.of("book", 1, 2, 3, 4), 1);

  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>(Map.of(MarkKeys.MASTER, MASTER));

  @BeforeEach
  void holders() throws IOException {
    String names =
        IntStream.range(0, 1000).mapToObj(i -> "SW-" + i + "\n").collect(Collectors.joining());
    Files.writeString(dir.resolve("holders"), names + "\nSW-77\n");
    Files.writeString(dir.resolve("book"), "1 2 3 4");
  }

  @Test
  void eachLeakNamesItsOwnHolderOrNobody() throws IOException {
    leak("a.jsonl", i -> OF_FILE.keyFor("SW-77", "request " + i));
    leak("b.jsonl", i -> OF_FILE.keyFor("SW-5", "request " + i));
    leak("mixed.jsonl", i -> OF_FILE.keyFor("SW-" + i % 7, "request " + i));
    leak("foreign.jsonl", i -> Key.of("another", 90 + i));

    Typed traced = traced("%1$s/a.jsonl %1$s/b.jsonl %1$s/mixed.jsonl %1$s/foreign.jsonl");
    Typed json = traced("%1$s/a.jsonl %1$s/foreign.jsonl --json");

    assertThat(traced.exit()).as(traced.err()).isZero();
    assertThat(traced.out())
        .contains("1,000 holders")
        .containsPattern("a.jsonl, 4,000 tokens: SW-77 \\(marked")
        .containsPattern("b.jsonl, 4,000 tokens: SW-5 \\(marked")
        .containsPattern("mixed.jsonl, 4,000 tokens: marked .*; nobody stands out")
        .containsPattern("foreign.jsonl, 4,000 tokens: not shown to be marked .*; not decoded");
    assertThat(json.out())
        .containsPattern("\"verdict\":\"named\",\"log10_e\":[0-9.]+,\"holder\":\"SW-77\"")
        .contains("\"verdict\":\"unmarked\"");
  }

  @Test
  void aBookOfOursNeedsTwoApprovalsOfThatRun() throws IOException {
    var scope = KeyScope.parse("sglang-gumbel/tier-2/-/1");
    Codebook book = Codebook.of(MasterKey.ofHex(MASTER), scope, 1);
    leak("a.jsonl", i -> book.keyFor("SW-77", "request " + i));
    keys("add sglang-gumbel.codes/tier-2/-/1");
    String line =
        "mark trace %1$s/a.jsonl --keys %1$s/keys --holders %1$s/holders --book sglang-gumbel:window=2@tier-2/-/1"
            .formatted(dir);

    Typed refused = typed(line);
    assertThat(refused.exit()).isEqualTo(3);
    var run = Pattern.compile("[0-9a-f]{64}").matcher(refused.err());
    assertThat(run.find()).as(refused.err()).isTrue();
    for (String name : new String[] {"alice", "bob"}) {
      environment.put(MarkKeysCommand.SECRET, keys("person " + name).out().strip());
      assertThat(keys("approve " + run.group() + " --as " + name).exit()).isZero();
    }

    assertThat(typed(line).out()).contains(": SW-77 (marked");
    Files.writeString(dir.resolve("holders"), "SW-78\n");
    assertThat(typed(line).exit()).as("with other holders it is another run").isEqualTo(3);
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws IOException {
    leak("a.jsonl", i -> OF_FILE.keyFor("SW-77", "request " + i));
    Files.write(dir.resolve("binary"), new byte[] {(byte) 0xff, 10});
    Files.writeString(dir.resolve("empty"), "\n \n");
    Files.writeString(dir.resolve("short"), "1 2");
    String book = " --book sglang-gumbel@file:%1$s/book";
    for (String line :
        new String[] {
          "%1$s/a.jsonl --holders %1$s/binary" + book,
          "%1$s/a.jsonl --holders %1$s/empty" + book,
          "%1$s/a.jsonl --holders %1$s/none" + book,
          "%1$s/none --holders %1$s/holders" + book,
          "%1$s/a.jsonl --holders %1$s/holders --level 0" + book,
          "%1$s/a.jsonl --holders %1$s/holders --book sglang-gumbel@file:%1$s/short",
          "%1$s/a.jsonl --holders %1$s/holders --book nothing@file:%1$s/book",
          "%1$s/a.jsonl --holders %1$s/holders --book sglang-gumbel",
        }) {
      Typed typed = typed("mark trace " + line.formatted(dir));
      assertThat(typed.exit()).as(line).isBetween(2, 3);
      assertThat(typed.err()).as(line).hasLineCount(1);
    }
  }

  private void leak(String name, IntFunction<Key> keys) throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      var random = new SplittableRandom(name.hashCode() + i);
      var text = new MarkedText(new SglangGumbel(2).under(keys.apply(i)), new int[0], random);
      for (int j = 0; j < 100; j++) {
        double[] chances = new double[300];
        for (int k = 0; k < 10; k++) {
          chances[random.nextInt(300)] += 0.1;
        }
        text.next(chances);
      }
      rows.append("{\"token_ids\":").append(Arrays.toString(text.reply())).append("}\n");
    }
    Files.writeString(dir.resolve(name), rows);
  }

  private Typed traced(String files) {
    String options = " --holders %1$s/holders --book sglang-gumbel:window=2@file:%1$s/book";
    return typed("mark trace " + (files + options).formatted(dir));
  }

  private Typed keys(String line) {
    return typed("mark keys " + line.replaceFirst("^(\\w+)", "$1 --keys " + dir + "/keys"));
  }

  private Typed typed(String line) {
    return Typed.on(new FakeRooms(), environment, false, line);
  }
}
