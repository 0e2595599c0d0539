// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Said;
import io.stillwatch.detect.features.FeatureReader;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.SipHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a piece of work touches, and what its repetition does not.
class WorkTouchesTest {
  private static final String SYSTEM = "You label sentences of the corpus by their mood.";

  private final Draw draw = new Draw(3);
  private final Tally tally = new Tally(7);
  private final AccountStage stage = new AccountStage();
  private int said;

  private List<Touch> touches(Said one) {
    var out = new ArrayList<Touch>();
    var reader = new FeatureReader(new SipHash(1, 2));
    stage.step(tally, reader.read(one.exchange()), t -> out.add((Touch) t));
    return out;
  }

  private Said say() {
    return Said.by("a", 1_000 + ++said);
  }

  private static List<Kind> slots(List<Touch> touches) {
    return touches.stream().map(Touch::kind).filter(k -> k.role() == Kind.Role.SLOT).toList();
  }

  @Test
  void aRetryTouchesNoScaffoldAndNoPayload() {
    String question = Said.words(draw, 30);
    assertThat(slots(touches(say().system(SYSTEM).user(question)))).contains(Kind.SYSTEM);
    List<Touch> again = touches(say().system(SYSTEM).user(question));
    assertThat(slots(again)).isEmpty();
    assertThat(again).noneMatch(t -> t.kind().role() == Kind.Role.CONTENT);
  }

  @Test
  void aFollowUpTouchesNoScaffoldButCanPassOnWhatItQuotes() {
    String question = Said.words(draw, 30);
    String reply = Said.words(draw, 300);
    touches(say().system(SYSTEM).user(question).reply(reply));
    List<Touch> more =
        touches(say().system(SYSTEM).user(question).assistant(reply).user(Said.words(draw, 200)));
    assertThat(slots(more)).isEmpty();
    assertThat(more).extracting(Touch::kind).contains(Kind.CONTINUE, Kind.RESUME, Kind.QUOTE);
  }

  @Test
  void phrasesAreTouchedFromTheThirdPieceOfWorkOnAndOneForEachSlot() {
    String scaffold = Said.words(draw, 40);
    for (int work = 1; work <= 20; work++) {
      List<Touch> touches = touches(say().user(scaffold + " " + Said.words(draw, 10)));
      List<Kind> loose = slots(touches).stream().filter(Kind::loose).toList();
      assertThat(loose).doesNotHaveDuplicates();
      assertThat(loose.isEmpty()).as("work %d", work).isEqualTo(work < 3);
    }
  }

  @Test
  void followUpsAndRetriesMakeNoHabit() {
    String scaffold = Said.words(draw, 40);
    for (int time = 0; time < 20; time++) {
      touches(say().user(scaffold));
    }
    List<Touch> second = touches(say().user(scaffold + " " + Said.words(draw, 5)));
    assertThat(slots(second)).contains(Kind.HEAD).noneMatch(Kind::loose);
  }

  @Test
  void aPhraseSlotHoldsEveryPhraseByItsLowestBits() {
    for (long phrase = -40; phrase < 40; phrase++) {
      Kind slot = Kind.ofPhrase(phrase);
      assertThat(slot.loose()).isTrue();
      assertThat(slot).isEqualTo(Kind.ofPhrase(phrase + 8)).isNotEqualTo(Kind.ofPhrase(phrase + 1));
    }
    assertThat(Kind.values()).filteredOn(Kind::loose).hasSize(Kind.PHRASE_SLOTS);
  }
}
