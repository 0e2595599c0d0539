// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.marks.Findings;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.VllmGumbel;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkScanTest {
  private static final Mark MARK = new VllmGumbel(4).under(Key.of("ours", 5));
  private static final Mark WRONG = new VllmGumbel(4).under(Key.of("wrong", 6));

  @TempDir private Path dir;

  @Test
  void tokenIdsFromRowsAreScoredAndBadRowsCounted() throws IOException {
    var rows = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      rows.append("{\"token_ids\":").append(Arrays.toString(marked(i))).append("}\n");
    }
    rows.append("not json\n\n{\"other\":1}\n[1,-2]\n{\"text\":\"words\"}\n7\n");
    Path file = dir.resolve("leak.jsonl.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(rows.toString().getBytes(UTF_8));
    }
    var scorer = new Scorer(List.of(MARK, WRONG), 100_000);
    var scan = new MarkScan(scorer, Optional.empty(), Optional.empty());
    scan.read(List.of(file));

    var findings = Findings.of(List.of(MARK, WRONG), scorer, 0.001).marks();
    assertThat(scan.passages()).isEqualTo(30);
    assertThat(scan.tokens()).isEqualTo(1500);
    assertThat(scan.setAside())
        .containsEntry("not JSON", 1L)
        .containsEntry("no token_ids and no text under a known name", 1L)
        .containsEntry("a token id is a whole number from 0 up", 1L)
        .containsEntry("text needs --tokenizer; token ids need none", 1L)
        .containsEntry("neither an object nor a list of ids", 1L);
    assertThat(findings.get(0).found()).isTrue();
    assertThat(findings.get(1).found()).isFalse();
    assertThat(findings.get(1).logP()).isGreaterThan(Math.log(0.001));
  }

  @Test
  void aPlainFileIsReadWholeAndLikeOnePassage() throws IOException {
    Path file = dir.resolve("essay.txt");
    Files.writeString(file, "one two three\n".repeat(2000));
    var scorer = new Scorer(List.of(MARK), 100_000);
    Tokenizer words =
        text -> Arrays.stream(text.split("\\s+", -1)).mapToInt(String::length).toArray();
    var scan = new MarkScan(scorer, Optional.of(words), Optional.empty());
    scan.read(List.of(file));

    assertThat(scan.passages()).isEqualTo(1);
    assertThat(scan.tokens()).isEqualTo(6001);
  }

  @Test
  void aTextThatTheTokenizerRefusesCostsNoOther() throws IOException {
    Path file = dir.resolve("some.jsonl");
    Files.writeString(file, "{\"text\":\"good\"}\n{\"text\":\"bad\"}\n{\"text\":\"fine\"}\n");
    Tokenizer picky =
        text -> {
          if (text.equals("bad")) {
            throw new IllegalStateException(text);
          }
          return new int[] {1, 2};
        };
    var scan = new MarkScan(new Scorer(List.of(MARK), 100), Optional.of(picky), Optional.empty());
    scan.read(List.of(file));

    assertThat(scan.passages()).isEqualTo(2);
    assertThat(scan.setAside()).containsExactly(Map.entry("the tokenizer refuses it", 1L));
  }

  @Test
  void tiktokensEncodingsAndHuggingFacesFilesAreTokenizers() throws IOException {
    assertThat(Tokenizer.of("cl100k_base").encode("hello world")).containsExactly(15339, 1917);
    assertThat(Tokenizer.of("cl100k_base").encode("<|endoftext|>")).hasSizeGreaterThan(1);

    Path file = dir.resolve("tokenizer.json");
    Files.writeString(
        file,
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
         "pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
         "model":{"type":"WordLevel","vocab":{"hello":0,"world":1,"[UNK]":2},"unk_token":"[UNK]"}}""");
    assertThat(Tokenizer.of(file.toString()).encode("hello big world")).containsExactly(0, 2, 1);
    assertThatThrownBy(() -> Tokenizer.of("gpt-9"))
        .hasMessageContaining("neither a tokenizer.json nor one of r50k_base");
  }

  @Test
  void aLineThatIsTooLongIsSteppedOver() throws IOException {
    var lines = new Lines(new StringReader("short\n" + "x".repeat(50) + "\nlast"), 10);

    assertThat(lines.next()).contains(new Lines.Whole("short"));
    assertThat(lines.next()).contains(new Lines.TooLong());
    assertThat(lines.next()).contains(new Lines.Whole("last"));
    assertThat(lines.next()).isEmpty();
  }

  @Test
  void aProcessorLeavesTheMarkedTokenAlonePossible() {
    var text = new MarkedText(MARK, new int[0], new SplittableRandom(3));
    var processor = io.stillwatch.marks.LogitsProcessor.of(text, 0.8);
    var random = new SplittableRandom(4);
    for (int i = 0; i < 200; i++) {
      float[] logits = new float[100];
      for (int j = 0; j < logits.length; j++) {
        logits[j] = (float) (3 * random.nextDouble());
      }
      processor.process(logits);
      assertThat(logits[text.reply()[i]]).isZero();
      assertThat(IntStream.range(0, 100).filter(j -> logits[j] == 0)).hasSize(1);
    }
    var scorer = new Scorer(List.of(MARK), 1000);
    scorer.add(Passage.of(text.reply()));

    assertThat(scorer.tally(MARK).logP()).isLessThan(-100);
    assertThatThrownBy(() -> io.stillwatch.marks.LogitsProcessor.of(text, 0))
        .hasMessageContaining("above 0");
  }

  private static int[] marked(int seed) {
    double[] even = new double[40];
    Arrays.fill(even, 1.0 / 40);
    var text = new MarkedText(MARK, new int[0], new SplittableRandom(seed));
    text.add(seed);
    IntStream.range(1, 50).forEach(i -> text.next(even));
    return text.reply();
  }
}
