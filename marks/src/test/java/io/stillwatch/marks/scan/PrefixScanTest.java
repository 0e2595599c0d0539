// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.scan.PrefixScan.Choice;
import io.stillwatch.marks.scan.PrefixScan.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrefixScanTest {
  @TempDir private Path folder;

  @Test
  void eachContextIsCutWhereItComesFirst() throws IOException {
    PrefixScan scan = scan(new Choice(1, 1, 100, 1));

    assertThat(texts(scan, "{\"text\":\"abca\",\"prompt\":\"say\"}", "{\"text\":\"bcd!\"}"))
        .containsExactly("a", "ab", "abc", "bcd");
    assertThat(scan.taken()).isEqualTo(4);
    assertThat(scan.replies()).isEqualTo(2);
  }

  @Test
  void promptsGoWithTheirPrefixes() throws IOException {
    PrefixScan scan = scan(new Choice(2, 1, 1, 1));
    List<Prefix> all =
        prefixes(scan, "{\"output_token_ids\":[97,98,99],\"prompt_token_ids\":[104,105]}");

    assertThat(all).containsExactly(new Prefix("r1-t2", "ab", "hi"));
    assertThat(scan.full()).isTrue();
  }

  /// In no prefix stands the context of an earlier row's prefix that comes after it in the list: so
  /// they can be asked in their order.
  @Test
  void noPrefixHoldsTheContextOfALaterOne() throws IOException {
    List<String> rows = new ArrayList<>();
    var random = new Random(3);
    for (int i = 0; i < 50; i++) {
      var text = new StringBuilder();
      random.ints(40, 'a', 'h').forEach(c -> text.append((char) c));
      rows.add("{\"text\":\"" + text + "\"}");
    }
    List<String> all = texts(scan(new Choice(2, 3, 1_000, 9)), rows.toArray(String[]::new));

    assertThat(all).hasSizeGreaterThan(10);
    Set<String> later = new HashSet<>();
    for (String one : all.reversed()) {
      String inside = one.substring(0, one.length() - 1);
      assertThat(later).noneMatch(inside::contains);
      later.add(one.substring(one.length() - 2));
    }
    assertThat(later).hasSameSizeAs(all);
  }

  /// The tokens behind a context do not say whether it is taken.
  @Test
  void whatFollowedChangesNoChoice() throws IOException {
    String[] one = new String[26];
    String[] other = new String[26];
    for (int i = 0; i < 26; i++) {
      one[i] = "{\"text\":\"%cx\"}".formatted((char) ('a' + i));
      other[i] = "{\"text\":\"%cy\"}".formatted((char) ('a' + i));
    }
    List<String> taken = texts(scan(new Choice(1, 3, 100, 5)), one);

    assertThat(taken).hasSizeBetween(3, 18).isEqualTo(texts(scan(new Choice(1, 3, 100, 5)), other));
    assertThat(taken).isNotEqualTo(texts(scan(new Choice(1, 3, 100, 6)), one));
  }

  /// 0 is no letter: its text encodes to something else.
  @Test
  void aPrefixThatComesBackAsOtherTokensIsLeftOutAndCounted() throws IOException {
    PrefixScan scan = scan(new Choice(1, 1, 100, 1));

    assertThat(texts(scan, "{\"token_ids\":[97,0,98]}", "not json")).containsExactly("a");
    assertThat(scan.changed()).isEqualTo(1);
    assertThat(scan.setAside()).containsEntry("not JSON", 1L);
  }

  @Test
  void aTokenizerFromOutsideComesBackToItsText() throws IOException {
    Tokenizer tokens = Tokenizer.of("cl100k_base");
    int[] ids = tokens.encode("Three lamps burn by the river.");

    assertThat(tokens.decode(ids)).isEqualTo("Three lamps burn by the river.");
  }

  private PrefixScan scan(Choice choice) {
    return new PrefixScan(choice, new Letters());
  }

  private List<String> texts(PrefixScan scan, String... rows) throws IOException {
    return prefixes(scan, rows).stream().map(Prefix::text).toList();
  }

  private List<Prefix> prefixes(PrefixScan scan, String... rows) throws IOException {
    Path file = folder.resolve("replies.jsonl");
    Files.write(file, List.of(rows));
    var all = new ArrayList<Prefix>();
    scan.read(List.of(file), all::add);
    return all;
  }

  private static final class Letters implements Tokenizer {
    @Override
    public int[] encode(String text) {
      return text.chars().filter(c -> c > 0).toArray();
    }

    @Override
    public String decode(int[] ids) {
      return new String(ids, 0, ids.length);
    }
  }
}
