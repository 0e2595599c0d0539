// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.marks.twins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwinsTest {
  @TempDir private Path dir;

  @Test
  void theCoinIsFairAndFallsTheSameAgain() {
    var twins = new Twins(1, 2);
    int firstServed = 0;
    for (int i = 0; i < 4000; i++) {
      Twin twin = twins.draw(Twins.Kind.EXAMPLE_NAME, "campaign-7", "reply-" + i + "/1");
      var variants = Twins.Kind.EXAMPLE_NAME.variants();
      assertThat(twin.served()).isNotEqualTo(twin.unserved());
      assertThat(variants).contains(twin.served(), twin.unserved());
      assertThat(twins.draw(Twins.Kind.EXAMPLE_NAME, "campaign-7", "reply-" + i + "/1"))
          .isEqualTo(twin);
      firstServed += variants.indexOf(twin.served()) < variants.indexOf(twin.unserved()) ? 1 : 0;
    }

    assertThat(firstServed / 4000.0).isCloseTo(0.5, within(0.03));
  }

  @Test
  void anotherKeyTossesAnotherCoin() {
    var one = new Twins(1, 2);
    var other = new Twins(1, 3);
    long same = 0;
    for (int i = 0; i < 1000; i++) {
      same +=
          one.draw(Twins.Kind.SEED, "c", "p" + i).equals(other.draw(Twins.Kind.SEED, "c", "p" + i))
              ? 1
              : 0;
    }

    assertThat(same).isLessThan(100);
  }

  @Test
  void aLedgersLineComesBack() {
    Twin twin = new Twins(1, 2).draw(Twins.Kind.DOMAIN, "tier-2", "reply-9/0");

    assertThat(Twin.parse(twin.line())).isEqualTo(twin);
    assertThatThrownBy(() -> Twin.parse("DOMAIN\tx")).hasMessageContaining("five fields");
  }

  @Test
  void aSuspectWithoutPreferenceIsNotAccused() {
    var random = new SplittableRandom(1);
    int above = 0;
    double mean = 0;
    for (int run = 0; run < 2000; run++) {
      int served = (int) random.ints(200, 0, 2).filter(x -> x == 1).count();
      var test = new SignTest(served, 200 - served);
      above += test.logP() <= Math.log(0.01) ? 1 : 0;
      mean += Math.exp(test.logE()) / 2000;
    }

    assertThat(above).isLessThanOrEqualTo(32);
    assertThat(mean).isLessThan(1.5);
  }

  @Test
  void sixInTenOfSixHundredIsEnough() {
    var test = new SignTest(375, 250);

    assertThat(test.preference()).isEqualTo(0.6);
    assertThat(test.logP()).isLessThan(Math.log(1e-6));
    assertThat(test.logE()).isGreaterThan(Math.log(1e4));
  }

  @Test
  void aPromiseHoldsForWhatWasTossedThen() throws IOException {
    Path file = dir.resolve("ledger");
    var twins = new Twins(1, 2);
    List<Twin> first = drawn(twins, 0, 40);
    Ledger ledger = Ledger.openOrBegin(file);
    assertThat(ledger.add(first)).isEqualTo(40);
    Ledger.Promise promise = ledger.promise();
    assertThat(ledger.add(drawn(twins, 20, 60))).as("those that are new").isEqualTo(20);

    assertThat(Ledger.open(file).promise(40)).isEqualTo(promise);
    assertThat(ledger.promise()).isNotEqualTo(promise);
    assertThat(ledger.twins()).hasSize(60).startsWith(first.getFirst());
    assertThatThrownBy(() -> ledger.promise(61)).hasMessageContaining("60 tosses");
    Ledger other = Ledger.openOrBegin(dir.resolve("other"));
    other.add(first);
    assertThat(other.promise()).as("its first line hides the coins").isNotEqualTo(promise);
    Files.writeString(file, "no ledger\n");
    assertThatThrownBy(() -> Ledger.open(file)).isInstanceOf(IOException.class);
  }

  @Test
  void eachTossCountsOnceAndOnlyWhereOneTwinIsShown() {
    Twin twin = new Twin(Twins.Kind.SEED, "c", "p", "7", "42");
    var answers = new Answers(List.of(twin));
    answers.add("p", "seed 7 or 42");
    answers.add("p", "seed 77, 3.7 and x7");
    assertThat(answers.test()).isEqualTo(new SignTest(0, 0));
    answers.add("q", "seed 7");
    answers.add("p", "seed 7.");
    answers.add("p", "seed 42");
    answers.add("p", "seed 7");

    assertThat(answers.test()).isEqualTo(new SignTest(1, 0));
    assertThat(answers.elsewhere()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aModelThatPrefersSomeVariantsIsNotAccusedAndOneThatSawThemIs(Twins.Kind kind) {
    int accused = 0;
    for (int key = 0; key < 300; key++) {
      List<Twin> twins = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        twins.add(new Twins(key, 9).draw(kind, "c", "p" + i));
      }
      // Takes the first of its own list, whatever was served.
      var innocent = new Answers(twins);
      twins.forEach(
          twin ->
              innocent.add(
                  twin.place(),
                  kind.variants().stream()
                      .filter(v -> v.equals(twin.served()) || v.equals(twin.unserved()))
                      .findFirst()
                      .orElseThrow()));
      accused += innocent.test().logP() <= Math.log(0.01) ? 1 : 0;
      var guilty = new Answers(twins);
      twins.forEach(twin -> guilty.add(twin.place(), "use " + twin.served() + " here"));
      assertThat(guilty.test()).isEqualTo(new SignTest(200, 0));
    }

    assertThat(accused).isLessThanOrEqualTo(10);
  }

  private static List<Twin> drawn(Twins twins, int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(i -> twins.draw(Twins.Kind.DOMAIN, "c", "p" + i))
        .toList();
  }
}
