// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.features;

import static io.stillwatch.detect.features.Reads.QUESTION;
import static io.stillwatch.detect.features.Reads.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.stillwatch.detect.Said;
import io.stillwatch.detect.Seeds;
import io.stillwatch.detect.Wires;
import io.stillwatch.model.Signup;
import io.stillwatch.stats.Draw;
import io.stillwatch.stats.SipHash;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureReaderTest {
  private final FeatureReader reader = new FeatureReader(new SipHash(1, 2));

  private Reading read(Said said) {
    return (Reading) reader.read(said.exchange());
  }

  // Scaffold and payload.

  @Test
  void aParaphraseKeepsTheContract() {
    Reading one =
        read(
            Said.by("a")
                .system("Think hard. Put your work in <think> and the result in <answer>.")
                .user("Return {\"score\": 1} for this. " + QUESTION));
    Reading other =
        read(
            Said.by("b")
                .system("The result belongs into <answer>, all steps before it into <think>!")
                .user("Something else, but still with \"score\": please."));
    assertThat(other.contract()).isEqualTo(one.contract()).isNotZero();
    assertThat(other.system()).isNotEqualTo(one.system());
    assertThat(one.has(Flags.TAGS)).isTrue();
    assertThat(one.has(Flags.CONTRACT)).isTrue();
  }

  @Test
  void anotherTagIsAnotherContract() {
    Reading one = read(Said.by("a").user("Write <answer> and <proof> now."));
    Reading other = read(Said.by("a").user("Write <answer> and <reason> now."));
    assertThat(other.contract()).isNotEqualTo(one.contract());
  }

  @Test
  void noTagsNoContract() {
    Reading plain = read(Said.by("a").user("is 3 < 4 and 5 > 4, or \"so they say\"?"));
    assertThat(plain.contract()).isZero();
    assertThat(plain.has(Flags.TAGS)).isFalse();
  }

  @Test
  void onePayloadInTwoScaffoldsIsAnItemInBoth() {
    String item =
        "A farmer has seventeen sheep and all but nine of them run away over the northern hill.";
    Reading one = read(Said.by("a").user("Solve the task below with care.\n" + item));
    Reading other = read(Said.by("b").user(item + "\nWhat is left? Say only the number, please."));
    assertThat(other.payload()).isNotEqualTo(one.payload());
    assertThat(other.items().get(0)).isEqualTo(one.items().get(0));
  }

  @Test
  void onePayloadUnderTwoSystemMessagesIsOnePayload() {
    Reading one = read(Said.by("a").system("You are terse and always right.").user(QUESTION));
    Reading other = read(Said.by("b").system("Be a friendly helper of children.").user(QUESTION));
    assertThat(other.payload()).isEqualTo(one.payload()).isNotZero();
    assertThat(other.items()).isEqualTo(one.items());
    assertThat(other.system()).isNotEqualTo(one.system());
    assertThat(other.chain()).isNotEqualTo(one.chain());
  }

  @Test
  void caseAndPunctuationDoNotMakeAnotherPayload() {
    Reading one = read(Said.by("a").user("How many MOONS, of Jupiter: were known?"));
    Reading other = read(Said.by("a").user("how many moons of jupiter were known"));
    assertThat(other.payload()).isEqualTo(one.payload());
  }

  @Test
  void headAndTailAreTheFirstAndLastSegment() {
    String head = "Solve this with all due care.";
    String tail = "Give only the number, please do.";
    Reading one = read(Said.by("a").user(head + "\nThe first thing to be solved here.\n" + tail));
    Reading other = read(Said.by("a").user(head + "\nAnd now for something quite else.\n" + tail));
    assertThat(other.head()).isEqualTo(one.head()).isNotZero();
    assertThat(other.tail()).isEqualTo(one.tail()).isNotZero().isNotEqualTo(one.head());
  }

  // Parameters, tools, flags.

  @Test
  void theOrderOfToolsDoesNotMatter() {
    var one = read(Said.by("a").offers("{\"name\":\"x\"}", "{\"name\":\"y\"}"));
    var other = read(Said.by("a").offers("{\"name\":\"y\"}", "{\"name\":\"x\"}"));
    assertThat(one.tools()).isEqualTo(other.tools()).isNotZero();
    assertThat(read(Said.by("a").user(QUESTION)).tools()).isZero();
  }

  @Test
  void samplingIsMoreThanOneAnswerOrTokenProbabilities() {
    assertThat(read(Said.by("a").params(Map.of("n", "8"))).has(Flags.SAMPLING)).isTrue();
    assertThat(read(Said.by("a").params(Map.of("logprobs", "true"))).has(Flags.SAMPLING)).isTrue();
    assertThat(read(Said.by("a").params(Map.of("n", "1"))).has(Flags.SAMPLING)).isFalse();
    assertThat(read(Said.by("a").params(Map.of("top_logprobs", "0"))).has(Flags.SAMPLING))
        .isFalse();
  }

  @Test
  void turnsOfPhraseRaiseTheirFlagAndOrdinaryTalkRaisesNone() {
    assertThat(read(Said.by("a").user("Explain your reasoning STEP by-step.")).has(Flags.REASONING))
        .isTrue();
    assertThat(read(Said.by("a").user("This is a debugging session")).has(Flags.PRETEXT)).isTrue();
    assertThat(read(Said.by("a").user("Grade by this rubric")).has(Flags.JUDGE)).isTrue();
    assertThat(read(Said.by("a").system("Come up with tasks")).has(Flags.SYNTHESIS)).isTrue();
    assertThat(
            read(Said.by("a").user("\u8bf7\u4e00\u6b65\u4e00\u6b65\u601d\u8003"))
                .has(Flags.REASONING))
        .isTrue();
    Reading talk = read(Said.by("a").user("What shall I cook for my sister tonight?"));
    assertThat(talk.flags() >>> Flags.FIRST_ELICITATION_BIT).isZero();
  }

  @Test
  void anAddressIsReducedToItsNetwork() {
    assertThat(read(Said.by("a").from("203.0.113.7")).net())
        .isEqualTo(read(Said.by("a").from("203.0.113.200")).net())
        .isNotEqualTo(read(Said.by("a").from("203.0.114.7")).net());
    assertThat(read(Said.by("a").from("2001:db8:1:2::3")).net())
        .isEqualTo(read(Said.by("a").from("2001:db8:1:99::4")).net())
        .isNotEqualTo(read(Said.by("a").from("2001:db8:2:2::3")).net());
    assertThat(read(Said.by("a")).net()).isZero();
  }

  @Test
  void refusalAndReplyAreFlagged() {
    assertThat(read(Said.by("a").status(429)).has(Flags.REFUSED)).isTrue();
    assertThat(read(Said.by("a").reply("No.")).has(Flags.REFUSED)).isFalse();
    assertThat(read(Said.by("a").reply("No.")).has(Flags.HAS_REPLY)).isTrue();
    assertThat(read(Said.by("a").user("Hi")).has(Flags.HAS_PROMPT)).isTrue();
  }

  // Odd texts.

  @Test
  void noTextMakesItThrow() {
    String megabyte = "word and number 17. ".repeat(52_500);
    List<String> odd =
        List.of(
            "",
            " ",
            "...!?;:--",
            "<",
            "\"",
            "<>",
            "\"\":",
            "\ud800",
            "\udc00 \ud83d",
            "\u0000\u0001",
            "\n\n\n",
            "<" + "a".repeat(500) + ">",
            "\"".repeat(1_000),
            "\ud83d\ude00".repeat(1_000),
            "\u3002\u3002",
            megabyte,
            "x".repeat(1 << 20),
            "\u4e2d".repeat(1 << 20));
    for (String text : odd) {
      Said said =
          Said.by("a").system(text).user(text).assistant(text).tool(text).reply(text).offers(text);
      assertThatCode(() -> Wires.trip(new ObservationWire(), read(said)))
          .as("%d characters", text.length())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aLongTextLeavesNothingBehindForTheNext() {
    Said said = Said.by("a").system("Be terse and right.").user(QUESTION).reply("Five, I think.");
    Reading fresh = read(said);
    read(Said.by("b").system(Said.words(new Draw(1), 5_000)).user(Said.words(new Draw(2), 50_000)));
    assertThat(read(said)).isEqualTo(fresh);
  }

  // The key, and what may leave.

  @Test
  void anotherKeyChangesEveryHash() {
    var other = new FeatureReader(new SipHash(1, 3));
    Said said = full(new Draw(4));
    List<Long> mine = hashes(read(said));
    List<Long> theirs = hashes((Reading) other.read(said.exchange()));
    assertThat(mine).hasSizeGreaterThan(30).doesNotContain(0L);
    assertThat(theirs).doesNotContainAnyElementsOf(mine);
  }

  @Test
  void oneKeyGivesOneReading() {
    var other = new FeatureReader(new SipHash(1, 2));
    Seeds.each(
        20,
        draw -> {
          Said said = full(draw);
          assertThat(other.read(said.exchange())).isEqualTo(read(said));
        });
  }

  private static Said full(Draw draw) {
    String told = Said.words(draw, 300);
    return Said.by("acct-1")
        .in("org-1")
        .from("203.0.113.9")
        .with("client/1.0")
        .params(Map.of("temperature", "0.1"))
        .offers("{\"name\":\"search\"}")
        .sealed(List.of("rs-in"), List.of("rs-out"))
        .system("Answer in <answer> tags. " + Said.words(draw, 40))
        .user(Said.words(draw, 60))
        .assistant(Said.words(draw, 400))
        .user(told + "\n" + Said.words(draw, 90))
        .reply(told + "\n" + Said.words(draw, 700));
  }

  private static List<Long> hashes(Reading r) {
    var all = new ArrayList<Long>();
    for (long one :
        new long[] {
          r.id(),
          r.key(),
          r.org(),
          r.net(),
          r.client(),
          r.system(),
          r.head(),
          r.tail(),
          r.contract(),
          r.tools(),
          r.payload(),
          r.chain(),
          r.before(),
          r.root()
        }) {
      all.add(one);
    }
    for (Hashes some :
        List.of(
            r.phrases(),
            r.items(),
            r.issued(),
            r.echoed(),
            r.quoted(),
            r.resumed(),
            r.reasoningIn(),
            r.reasoningOut())) {
      assertThat(some.size()).isPositive();
      all.addAll(set(some));
    }
    return all;
  }

  @Test
  void noWordsLeaveTheReader() throws IllegalAccessException {
    var texts = new ArrayList<String>();
    strings(read(full(new Draw(8))), new HashSet<>(), texts);
    assertThat(texts).containsExactlyInAnyOrder("acct-1", "model-1");
  }

  /// Every string reachable from an object of this project.
  private static void strings(Object from, Set<Object> seen, List<String> into)
      throws IllegalAccessException {
    if (from instanceof String text) {
      into.add(text);
    } else if (from.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(from); i++) {
        strings(Array.get(from, i), seen, into);
      }
    } else if (from.getClass().getName().startsWith("io.stillwatch") && seen.add(from)) {
      for (Field field : from.getClass().getDeclaredFields()) {
        field.setAccessible(true);
        Object value = Modifier.isStatic(field.getModifiers()) ? null : field.get(from);
        if (value != null) {
          strings(value, seen, into);
        }
      }
    } else {
      assertThat(from).isInstanceOfAny(Number.class, Boolean.class, Hashes.class);
    }
  }

  @Test
  void signupFactsAreHashedAndAbsentOnesAreZero() {
    var full =
        new Signup(
            "acct-1",
            5,
            "example.org",
            "NL",
            "sms",
            "tests",
            "pro",
            "org-1",
            "card-1",
            "203.0.113.9",
            "dev-1");
    var bare = new Signup("acct-1", Signup.UNKNOWN_TIME, "", "", "", "", "", "", "", "", "");
    var known = (Registration) reader.read(full);
    var unknown = (Registration) reader.read(bare);
    assertThat(known.key()).isEqualTo(unknown.key()).isEqualTo(read(Said.by("acct-1")).key());
    assertThat(known.org()).isEqualTo(read(Said.by("acct-1").in("org-1")).org());
    assertThat(known.network()).isEqualTo(read(Said.by("x").from("203.0.113.1")).net());
    assertThat(known.created()).isEqualTo(5);
    assertThat(unknown.created()).isEqualTo(Registration.UNKNOWN);
    assertThat(
            new long[] {
              unknown.org(),
              unknown.payment(),
              unknown.device(),
              unknown.network(),
              unknown.mailDomain()
            })
        .containsOnly(0);
  }

  @Test
  void theWireFormKeepsEveryField() {
    Seeds.each(
        30,
        draw -> {
          Reading reading = read(full(draw));
          assertThat(Wires.trip(new ObservationWire(), reading)).isEqualTo(reading);
        });
  }
}
