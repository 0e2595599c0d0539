// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Exchange;
import io.stillwatch.model.Verdict;
import io.stillwatch.stats.Draw;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is followed from one exchange to the next.
class FollowerTest {
  private static final String OWN =
      "Reason at length inside the tags that the harness asks for, then grade yourself from one to ten.";

  private final Draw draw = new Draw(4);
  private final Suspects suspects = new Suspects().campaign("sw-1", OWN, "a", "b");
  private final String question = Said.words(draw, 30);
  private final String reply = Said.words(draw, 200);

  private Said first(String account, long at) {
    return Said.by(account, at).user(OWN + " " + question);
  }

  /// The scaffold stands in the system message of the first request only.
  private Exchange begun(String account, long at) {
    return Said.by(account, at).system(OWN).user(question).reply(reply).exchange();
  }

  @Test
  void aConversationGoesOnWhoeverCarriesIt() {
    Exchange second =
        Said.by("b", 2)
            .system(OWN)
            .user(question)
            .assistant(reply)
            .user("go on")
            .reply("more")
            .exchange();
    assertThat(suspects.attributed(begun("a", 1), second))
        .containsExactly("a@1 scaffold", "b@2 scaffold");
  }

  @Test
  void aFollowUpWithoutTheScaffoldInItsNewestMessageBelongs() {
    var marked = new Suspects().campaign("sw-1", OWN, "a", "b");
    Exchange start = begun("a", 1);
    Exchange second =
        Said.by("b", 2).user("hello").assistant(reply).user("and now in French").exchange();
    Exchange third =
        Said.by("b", 3)
            .user("hello")
            .assistant(reply)
            .user("and now in French")
            .assistant("bien")
            .user("thanks")
            .exchange();
    assertThat(marked.attributed(start, second, third))
        .containsExactly("a@1 scaffold", "b@2 conversation", "b@3 conversation");
  }

  @Test
  void aShortAnswerIsEnoughToFollowTheConversation() {
    Exchange start = first("a", 1).reply("yes").exchange();
    Exchange second = first("b", 2).assistant("yes").user("are you sure").reply("no").exchange();
    Exchange third =
        first("a", 3)
            .assistant("yes")
            .user("are you sure")
            .assistant("no")
            .user("then what")
            .exchange();
    var marked = new Suspects().campaign("sw-1", OWN, "a", "b").marked("sw-1", start);
    assertThat(marked.attributed(third, start, second))
        .containsExactly("a@1 scaffold", "b@2 conversation", "a@3 conversation");
    assertThat(marked.attributed(start, third))
        .as("a request between them is missing")
        .containsExactly("a@1 scaffold", "a@3 conversation");
  }

  @Test
  void ownConversationsThatBeginAlikeDoNot() {
    Exchange mine = Said.by("a", 2).user("hello").reply(Said.words(draw, 60)).exchange();
    Exchange more = Said.by("a", 3).user("hello").assistant("hi").user("a joke").exchange();
    assertThat(suspects.attributed(begun("a", 1), mine, more)).containsExactly("a@1 scaffold");
  }

  @Test
  void aPrivateReplyThatIsHandedInBelongs() {
    Exchange check = Said.by("b", 9).user("Is this right? " + reply).reply("yes").exchange();
    assertThat(suspects.attributed(begun("a", 1), check))
        .containsExactly("a@1 scaffold", "b@9 reply");
    assertThat(suspects.attributed(check)).isEmpty();
  }

  @Test
  void aReplyToTheCustomersOwnQuestionDoesNot() {
    Exchange mine = Said.by("a", 1).user(Said.words(draw, 30)).reply(reply).exchange();
    Exchange check = Said.by("a", 2).user("Is this right? " + reply).exchange();
    assertThat(suspects.attributed(mine, check)).isEmpty();
  }

  @Test
  void whatRepliesShareIsNobodys() {
    Exchange mine = Said.by("b", 2).user(Said.words(draw, 30)).reply(reply).exchange();
    Exchange check = Said.by("b", 3).user("Why do you say this? " + reply).exchange();
    assertThat(suspects.attributed(begun("a", 1), mine, check)).containsExactly("a@1 scaffold");
  }

  @Test
  void sealedReasoningThatIsHandedInBelongs() {
    Exchange thinks =
        Said.by("a", 1).system(OWN).user(question).sealed(List.of(), List.of("rs_1")).exchange();
    Exchange replay =
        Said.by("b", 2).user("Write it out.").sealed(List.of("rs_1"), List.of()).exchange();
    Exchange other =
        Said.by("b", 3).user("Write it out.").sealed(List.of("rs_2"), List.of()).exchange();
    assertThat(suspects.attributed(thinks, replay, other))
        .containsExactly("a@1 scaffold", "b@2 reasoning");
  }

  @Test
  void aCampaignWithoutScaffoldIsKnownByWhatPassesBetweenItsAccounts() {
    var flows = new Suspects().named("sw-2", Verdict.CAMPAIGN, "a", "b");
    Exchange plain = Said.by("a", 1).user(question).reply(reply).exchange();
    Exchange onward = Said.by("b", 2).user(question).assistant(reply).user("go on").exchange();
    Exchange same = Said.by("a", 3).user(question).assistant(reply).user("other").exchange();
    assertThat(flows.attributed(plain, onward, same)).containsExactly("b@2 conversation");
  }

  @Test
  void cutMessagesFollowNothing() {
    Exchange cut = first("b", 2).assistant("x").user("go on with what was said").cut().exchange();
    assertThat(suspects.attributed(begun("a", 1), cut)).containsExactly("a@1 scaffold");
  }

  @Test
  void theOldestIsLetGo() {
    var few = new Belongings(4);
    few.note(1, 7);
    assertThat(few.owner(1)).isEqualTo(7);
    for (long thing = 2; thing < 12; thing++) {
      few.note(thing, 7);
    }
    assertThat(few.owner(1)).isEqualTo(Belongings.NOBODY);
    few.note(11, 8);
    few.note(11, 7);
    assertThat(few.owner(11)).isEqualTo(Belongings.NOBODY);
  }
}
