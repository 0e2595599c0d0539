// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.marks.Key;
import io.stillwatch.marks.MarkedText;
import io.stillwatch.marks.Passage;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.Scorer;
import io.stillwatch.marks.profiles.VllmGumbel;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final Profile PROFILE = new VllmGumbel(4);
  private static final Codebook BOOK = new Codebook(24, 8, Key.of("book", 1, 2, 3, 4), 1);
  private static final Set<String> HOLDERS =
      IntStream.range(0, 25_000).mapToObj(i -> "campaign-" + i).collect(Collectors.toSet());
  private static final Tracing TRACING = new Tracing(BOOK, PROFILE, 1e-3);

  @Test
  void theHolderOfALeakIsNamedAmongTwentyFiveThousand() {
    var verdict = decoded(leak("campaign-17042", 40, 120));

    assertThat(verdict).isInstanceOf(Tracing.Named.class);
    assertThat(((Tracing.Named) verdict).holder()).isEqualTo("campaign-17042");
  }

  @Test
  void textThatIsNotOursIsNotDecoded() {
    var random = new SplittableRandom(5);
    List<Passage> foreign =
        IntStream.range(0, 40)
            .mapToObj(i -> Passage.of(random.ints(120, 0, 300).toArray()))
            .toList();

    assertThat(decoded(foreign)).isInstanceOf(Tracing.Unmarked.class);
  }

  @Test
  void whereTheHolderIsNotAmongThemNobodyIsNamed() {
    var verdict = decoded(leak("somebody-else", 40, 120));

    assertThat(verdict).isInstanceOf(Tracing.Unclear.class);
  }

  @Test
  void aShortLeakIsMarkedButNamesNobody() {
    var verdict = decoded(leak("campaign-3", 2, 60));

    assertThat(verdict).isNotInstanceOf(Tracing.Named.class);
  }

  @Test
  void keysAndCodewordsAreSpreadEvenly() {
    long[] counts = new long[8];
    HOLDERS.forEach(holder -> counts[BOOK.letter(holder, 3)]++);

    assertThat(java.util.Arrays.stream(counts).boxed())
        .allSatisfy(n -> assertThat(n).isBetween(2900L, 3350L));
    assertThat(BOOK.key(1, 2)).isEqualTo(BOOK.key(1, 2)).isNotEqualTo(BOOK.key(2, 1));
  }

  private static Tracing.Verdict decoded(List<Passage> leak) {
    Scorer scorer = TRACING.scorer();
    leak.forEach(scorer::add);
    return TRACING.decode(scorer, HOLDERS);
  }

  private static List<Passage> leak(String holder, int replies, int length) {
    return IntStream.range(0, replies)
        .mapToObj(i -> Passage.of(reply(BOOK.keyFor(holder, "request " + i), length, i)))
        .toList();
  }

  private static int[] reply(Key key, int length, int seed) {
    var random = new SplittableRandom(seed);
    var text = new MarkedText(PROFILE.under(key), new int[0], random);
    for (int i = 0; i < length; i++) {
      double[] p = new double[300];
      for (int j = 0; j < 10; j++) {
        p[random.nextInt(300)] += 0.1;
      }
      text.next(p);
    }
    return text.reply();
  }
}
