// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.served;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.marks.scan.Replies;
import io.stillwatch.marks.scan.Tokenizer;
import io.stillwatch.marks.served.Cuts.Choice;
import io.stillwatch.marks.served.Cuts.Cut;
import io.stillwatch.stats.Draw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutsTest {
  private static final Mark MARK = new VllmGumbel(2).under(Key.of("k", 42));
  private static final List<String> WORDS =
      List.of(
          "the", "lamp", "near", "an", "old", "river's", "quay", "1,250", "was", "lit", "(late)");

  private static Tokenizer tokens = text -> new int[0];

  @TempDir private Path folder;

  @BeforeAll
  static void aRealTokenizer() throws IOException {
    tokens = Tokenizer.of("o200k_base");
  }

  private static List<String> replies(int count) {
    var draw = new Draw(3);
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder("So");
      for (int w = 0; w < 40; w++) {
        text.append(' ').append(WORDS.get(draw.nextInt(WORDS.size())));
      }
      all.add(text.append(".\n\nThat is all.").toString());
    }
    return all;
  }

  private static Cuts cuts(Choice choice, List<String> replies) {
    var cuts = new Cuts(MARK, tokens, choice);
    replies.forEach(reply -> cuts.add("why?", reply));
    return cuts;
  }

  @Test
  void everyCutIsABeginningThatEndsInAContextOfItsOwn() {
    List<String> replies = replies(30);
    List<Cut> chosen = cuts(new Choice(50, 1, 500), replies).chosen();

    assertThat(chosen)
        .hasSize(50)
        .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
    var ends = new HashSet<List<Integer>>();
    for (Cut cut : chosen) {
      String whole =
          replies.stream().filter(r -> r.startsWith(cut.text())).findFirst().orElseThrow();
      int[] ids = tokens.encode(cut.text());
      assertThat(Arrays.copyOf(tokens.encode(whole), ids.length)).isEqualTo(ids);
      assertThat(whole.charAt(cut.text().length())).isEqualTo(' ');
      assertThat(ends.add(List.of(ids[ids.length - 2], ids[ids.length - 1]))).isTrue();
      assertThat(cut.prompt()).isEqualTo("why?");
    }
  }

  /// What would make circles: a chosen context inside of an earlier chosen prefix.
  @Test
  void noContextStandsInsideOfAnEarlierPrefix() {
    List<Cut> chosen = cuts(new Choice(60, 1, 500), replies(30)).chosen();

    var before = new HashSet<List<Integer>>();
    for (Cut cut : chosen) {
      int[] ids = tokens.encode(cut.text());
      assertThat(before).doesNotContain(List.of(ids[ids.length - 2], ids[ids.length - 1]));
      for (int end = 2; end < ids.length; end++) {
        before.add(List.of(ids[end - 2], ids[end - 1]));
      }
    }
  }

  /// Whether a context is taken must not depend on what came after it.
  @Test
  void whatCameNextChangesNoChoice() {
    String begin = "So the lamp near an old quay";
    List<Cut> one = cuts(new Choice(3, 1, 6), List.of(begin + " was lit. The end of it.")).chosen();
    List<Cut> other =
        cuts(new Choice(3, 1, 6), List.of(begin + " burned. No more of it.")).chosen();

    assertThat(one).hasSize(3).isEqualTo(other);
  }

  @Test
  void anotherSeedChoosesOthers() {
    assertThat(cuts(new Choice(20, 1, 500), replies(30)).chosen())
        .isNotEqualTo(cuts(new Choice(20, 2, 500), replies(30)).chosen());
  }

  @Test
  void aTokenizerThatJoinsWordsCutsNothing() {
    var cuts = new Cuts(MARK, text -> new int[] {text.length(), 1, 2}, new Choice(5, 1, 500));
    cuts.add("", "one two three");

    assertThat(cuts.chosen()).isEmpty();
    assertThat(cuts.refused()).isEqualTo(1);
  }

  @Test
  void rowsAreReadInOrderAndWhatIsNoReplyIsCounted() throws IOException {
    Path file = folder.resolve("kept.jsonl");
    Files.writeString(
        file,
        "{\"prompt\":\"p\",\"reply\":\"one\"}\n\n{\"text\":\"two\"}\nnot json\n{\"other\":1}\n");
    var heard = new ArrayList<String>();
    var replies = new Replies();
    replies.read(file, (prompt, reply) -> heard.add(prompt + "/" + reply));

    assertThat(heard).containsExactly("p/one", "/two");
    assertThat(replies.setAside()).hasSize(2);
  }
}
