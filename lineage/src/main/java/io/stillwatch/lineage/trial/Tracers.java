// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.trial;

import io.stillwatch.marks.Key;
import io.stillwatch.model.crypto.Hmac;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// Questions with words that nobody else can know: each has eleven syllables, 67 bits, that follow
/// from the tested key, the suspect and the plan's title. A suspect that passes questions on while
/// it is asked brings them back to us.
final class Tracers {
  private static final String CONSONANTS = "bdfgklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int SYLLABLES = 11;
  private static final List<String> QUESTIONS =
      List.of(
          "Write two sentences about a boat that is called %s.",
          "A village is called %s. What could one see there on a market day?",
          "Suggest a short motto for a bakery by the name of %s.",
          "Tell a short story in which somebody finds a box with the word %s on its lid.",
          "Invent a simple card game called %s and explain its rules briefly.");

  private Tracers() {}

  static List<Queries.Tracer> of(Plan plan) throws IOException {
    int count = plan.queries().tracers();
    if (count == 0) {
      return List.of();
    }
    Key key = KeyFile.read(plan.secret().keys()).keys().getFirst();
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String word = word(key, i + "|" + plan.suspect() + "|" + plan.title());
              String text = QUESTIONS.get(i % QUESTIONS.size()).formatted(word);
              int tokens = plan.queries().answerTokens();
              return new Queries.Tracer("tracer/" + i, new Suspect.Question(text, tokens, 0), word);
            })
        .toList();
  }

  /// HMAC-SHA256 (RFC 2104), spelled so that it can be spoken.
  private static String word(Key key, String what) {
    byte[] mac = mac(key, "stillwatch tracer|" + what);
    var word = new StringBuilder();
    for (int i = 0; i < SYLLABLES; i++) {
      int bits = Short.toUnsignedInt(ByteBuffer.wrap(mac).getShort(2 * i));
      word.append(CONSONANTS.charAt(bits % CONSONANTS.length()))
          .append(VOWELS.charAt(bits / CONSONANTS.length() % VOWELS.length()));
    }
    return word.toString();
  }

  private static byte[] mac(Key key, String what) {
    ByteBuffer secret = ByteBuffer.allocate(Long.BYTES * key.words().size());
    key.words().forEach(secret::putLong);
    return Hmac.of(Hmac.key(secret.array()), what);
  }
}
