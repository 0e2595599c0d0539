// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.keys.KeyScope;
import io.stillwatch.marks.keys.MasterKey;
import io.stillwatch.marks.profiles.VllmGumbel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {
  private static final String MASTER = "07".repeat(32);

  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>(Map.of(MarkKeys.MASTER, MASTER));

  @Test
  void aMarkedLeakIsFoundUnderItsKeyAndNoOther() throws IOException {
    Path leak = leak(Key.of("42", 42));
    Files.writeString(dir.resolve("ours"), "42\n");
    Files.writeString(dir.resolve("other"), "0x2b");

    Typed found =
        typed(
            "mark detect %s --mark vllm-gumbel@file:%s/ours --mark vllm-gumbel@file:%s/other --json --decoys 199"
                .formatted(leak, dir, dir));

    assertThat(found.exit()).as(found.err()).isZero();
    assertThat(found.out())
        .containsPattern("\"key\":\"ours\",\"marked\":true")
        .containsPattern("\"key\":\"other\",\"marked\":false")
        .contains("\"decoy_p\":0.005")
        .contains("\"set_aside\":{\"not JSON\":1}");
  }

  @Test
  void aKeyOfOursNeedsTwoApprovals() throws IOException {
    KeyScope scope = KeyScope.parse("vllm-gumbel/tier-2/-/1");
    Path leak = leak(MasterKey.ofHex(MASTER).derive(scope, 1));
    keys("add vllm-gumbel/tier-2/-/1");
    String detect =
        "mark detect %s --keys %s/keys --mark vllm-gumbel@tier-2/-/1 --decoys 99"
            .formatted(leak, dir);
    Typed refused = typed(detect);
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).contains("0 of 2 approvals").hasLineCount(1);
    var run = Pattern.compile("[0-9a-f]{64}").matcher(refused.err());
    assertThat(run.find()).isTrue();

    for (String name : new String[] {"alice", "bob"}) {
      environment.put(MarkKeysCommand.SECRET, keys("person " + name).out().strip());
      assertThat(keys("approve " + run.group() + " --as " + name).exit()).isZero();
    }
    Typed found = typed(detect);
    assertThat(found.exit()).as(found.err()).isZero();
    assertThat(found.out()).contains("vllm-gumbel/tier-2/-/1").contains("  marked");

    Files.writeString(leak, "[1,2,3]\n", java.nio.file.StandardOpenOption.APPEND);
    assertThat(typed(detect).exit()).isEqualTo(3);
  }

  @Test
  void aKeyIsProvedToBeOlderThanItsRoot() throws IOException {
    keys("add textseal/tier-1/-/1");
    assertThat(keys("prove textseal/tier-1/-/1").err()).contains("commit first");
    assertThat(keys("commit").out()).containsPattern("^[0-9a-f]{64}\\s$");
    assertThat(keys("rotate textseal/tier-1/-/1").out().strip()).isEqualTo("textseal/tier-1/-/2");

    Path proof = dir.resolve("proof");
    Files.writeString(proof, keys("prove textseal/tier-1/-/1 --open").out());
    assertThat(typed("mark keys verify " + proof).out()).contains("was committed to by");
    Files.writeString(proof, Files.readString(proof).replaceFirst("root [0-9a-f]", "root x"));
    assertThat(typed("mark keys verify " + proof).exit()).isEqualTo(1);
  }

  @Test
  void aServersConfigurationHoldsACommittedKey() throws IOException {
    Typed config =
        typed("mark config --engine sglang --tier suspect --tenant tier-2 --keys " + dir + "/keys");

    long word =
        MasterKey.ofHex(MASTER).derive(KeyScope.parse("sglang-gumbel/tier-2/-/1"), 1).first();
    assertThat(config.exit()).as(config.err()).isZero();
    assertThat(config.out()).contains("\"key\":\"%016x\",\"context_window\":2".formatted(word));
    assertThat(keys("list").out()).contains("sglang-gumbel/tier-2/-/1");
    assertThat(typed("mark config --engine vllm --tier campaign --tenant t --keys " + dir).exit())
        .isEqualTo(2);
  }

  @Test
  void aMasterKeyIsMadeOnceAndOnlyWithAPassword() throws IOException {
    environment.remove(MarkKeys.MASTER);
    assertThat(keys("init").err()).contains("STILLWATCH_MARK_PASSWORD");
    environment.put(MarkKeys.PASSWORD, "twelve or more");
    assertThat(keys("init").exit()).isZero();
    assertThat(keys("init").err()).contains("is never overwritten");
    assertThat(keys("add textseal/tier-1/-/1").exit()).isZero();
    environment.put(MarkKeys.PASSWORD, "another password");
    assertThat(keys("add textseal/tier-1/-/2").exit()).isEqualTo(3);
  }

  @Test
  void aSuspectThatRepeatsWhatWasServedPrefersIt() throws IOException {
    Path ledger = dir.resolve("spring.ledger");
    String places =
        IntStream.range(0, 60).mapToObj(i -> "reply-" + i + "/1").collect(Collectors.joining(" "));
    Typed made = twins("make " + ledger + " --kind network --cohort sw-17 " + places);
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).hasLineCount(60);
    String promised = typed("mark twins promise " + ledger).out().strip();
    twins("make " + ledger + " --kind network --cohort sw-17 another/1");
    Typed revealed = typed("mark twins reveal " + ledger + " --first 60");
    assertThat(revealed.err()).contains("promised as " + promised);
    assertThat(revealed.out()).hasLineCount(60).doesNotContain("another");

    Path answers = dir.resolve("answers.jsonl");
    Files.writeString(
        answers,
        made.out()
                .lines()
                .map(line -> line.split("\t", -1))
                .map("{\"place\":\"%s\",\"answer\":\"ping %s.7\"}%n"::formatted)
                .collect(Collectors.joining())
            + "not json\n");
    assertThat(typed("mark twins test " + ledger + " " + answers).out())
        .contains("tosses that count      60")
        .contains("rows set aside         1")
        .contains("preference             1.000")
        .contains("log10 p                -18.06");
    assertThat(typed("mark twins test " + ledger + " " + answers + " --cohort none").out())
        .contains("tosses in the ledger   0")
        .contains("preference             -");
    assertThat(twins("make " + ledger + " --kind fact --cohort sw-17 p").err())
        .contains("--kind is fact");
    assertThat(typed("mark twins promise " + answers).exit()).isEqualTo(3);
  }

  private Typed twins(String line) {
    return typed("mark twins " + line + " --keys " + dir + "/keys");
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws IOException {
    Path leak = leak(Key.of("42", 42));
    Files.writeString(dir.resolve("bad"), "hush");
    for (String line :
        new String[] {
          "mark detect " + leak + " --mark unigram@file:" + dir + "/bad",
          "mark detect " + leak + " --mark vllm-gumbel@file:" + dir + "/bad",
          "mark detect " + leak + " --mark vllm-gumbel",
          "mark detect no-such-file --mark vllm-gumbel@file:" + dir + "/bad",
          "mark keys add vllm-gumbel --keys " + dir,
          "mark keys add nothing/a/-/1 --keys " + dir,
          "mark",
          "mark keys",
          "mark twins"
        }) {
      Typed typed = typed(line);
      assertThat(typed.exit()).as(line).isBetween(2, 3);
      assertThat(typed.err()).hasLineCount(1).doesNotContain("hush");
    }
  }

  private Path leak(Key key) throws IOException {
    Mark mark = new VllmGumbel(4).under(key);
    var rows = new StringBuilder("not json\n");
    for (int i = 0; i < 20; i++) {
      var text = new MarkedText(mark, new int[0], new SplittableRandom(i));
      text.add(i);
      double[] even = new double[50];
      Arrays.fill(even, 0.02);
      for (int j = 0; j < 40; j++) {
        text.next(even);
      }
      rows.append("{\"token_ids\":").append(Arrays.toString(text.reply())).append("}\n");
    }
    Path file = dir.resolve("leak.jsonl");
    Files.writeString(file, rows);
    return file;
  }

  private Typed keys(String line) {
    return typed("mark keys " + line.replaceFirst("^(\\w+)", "$1 --keys " + dir + "/keys"));
  }

  private Typed typed(String line) {
    return Typed.on(new FakeRooms(), environment, false, line);
  }
}
