// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.cli.FakeRooms;
import io.stillwatch.cli.Typed;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.marks.served.ServedIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkServedTest {
  @TempDir private Path dir;

  @BeforeEach
  void aKey() throws IOException {
    Files.writeString(dir.resolve("k"), "42");
    Files.writeString(dir.resolve("other"), "43");
  }

  @Test
  void repliesBecomeAnIndexAndIndexesAreAdded() throws IOException {
    Files.writeString(dir.resolve("a.jsonl"), "{\"token_ids\":[1,2,3,4,5]}\nnot json\n");
    Files.writeString(
        dir.resolve("b.jsonl"), "{\"token_ids\":[6,7,8],\"prompt_token_ids\":[90,91,92]}\n");

    Typed first = served("a.jsonl --out %s/a.served --json");
    Typed second = served("b.jsonl --add %s/a.served --out %s/all.served");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("\"contexts\":4,")
        .contains("\"replies\":1,")
        .contains("\"set_aside\":1,");
    assertThat(second.exit()).as(second.err()).isZero();
    assertThat(second.out()).contains("6 contexts, 0 left out");
    ServedIndex all =
        ServedIndex.read(
            dir.resolve("all.served"), new VllmGumbel(2).under(Key.of("whatever its name", 42)));
    assertThat(all.holds(new int[] {1, 2}, 2)).isTrue();
    assertThat(all.holds(new int[] {7, 8}, 2)).isTrue();
    assertThat(all.holds(new int[] {90, 91}, 2)).isFalse();
  }

  @Test
  void anIndexOfAnotherKeyIsNotAddedTo() throws IOException {
    Files.writeString(dir.resolve("a.jsonl"), "{\"token_ids\":[1,2,3,4,5]}\n");
    served("a.jsonl --out %s/a.served");

    Typed refused =
        typed("mark served --add %s/a.served --out %s/b.served --mark vllm-gumbel@file:%s/other");
    Typed nothing = typed("mark served --out %s/b.served --mark vllm-gumbel@file:%s/k");

    assertThat(refused.exit()).isEqualTo(Exit.UNUSABLE.code());
    assertThat(refused.err()).contains("another key, profile or window");
    assertThat(nothing.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(nothing.err()).contains("nothing to read");
    assertThat(dir.resolve("b.served")).doesNotExist();
  }

  @Test
  void repliesAreCutForQuestions() throws IOException {
    Files.writeString(
        dir.resolve("kept.jsonl"),
        "{\"prompt\":\"Where?\",\"reply\":\"The lamp stood near an old quay, and it was lit.\"}\n");

    Typed cut =
        typed(
            "mark prefixes %s/kept.jsonl --profile vllm-gumbel:window=2 --tokenizer o200k_base"
                + " --every 1 --count 4 --out %s/served.jsonl");

    assertThat(cut.exit()).as(cut.err()).isZero();
    assertThat(cut.out()).contains("4 prefixes of 1 replies; 0 rows set aside");
    assertThat(Files.readAllLines(dir.resolve("served.jsonl")))
        .hasSize(4)
        .allMatch(row -> row.contains("\"prompt\":\"Where?\"") && row.contains("\"text\":\"The "));
  }

  private Typed served(String line) {
    return typed("mark served %s/" + line + " --mark vllm-gumbel:window=2@file:%s/k");
  }

  private Typed typed(String line) {
    return Typed.on(new FakeRooms(), Map.of(), false, line.replace("%s", dir.toString()));
  }
}
