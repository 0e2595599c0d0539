// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.detect.features.Flags;
import io.stillwatch.detect.features.Reading;
import io.stillwatch.model.Exchange;
import io.stillwatch.stats.Draw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final DetectConfig CONFIG = DetectConfig.standard();

  private final Draw draw = new Draw(3);
  private final String scaffold = Said.words(draw, 40);
  private final String item = Said.words(draw, 30);

  private static Reading read(Registry registry, Exchange exchange) {
    return (Reading) Detection.reader(CONFIG, registry).apply(exchange);
  }

  private Registry known() {
    var builder = new Registry.Builder(CONFIG);
    builder.scaffold(scaffold);
    builder.prompt(item);
    return builder.build();
  }

  @Test
  void aPublicScaffoldTiesNobody() {
    Exchange one = Said.by("a").system(scaffold).user(Said.words(draw, 20)).exchange();
    assertThat(read(Registry.none(), one).system()).isNotZero();
    assertThat(read(Registry.none(), one).phrases().size()).isPositive();

    Reading reading = read(known(), one);
    assertThat(reading.system()).isZero();
    assertThat(reading.phrases().size())
        .as("what is left is the payload's")
        .isLessThan(read(Registry.none(), one).phrases().size());
    assertThat(reading.payload()).isNotZero();
    assertThat(reading.has(Flags.PUBLIC)).isFalse();
  }

  @Test
  void aPublicPromptIsMarkedAndNothingElseChanges() {
    Exchange one = Said.by("a").system(Said.words(draw, 20)).user(item).exchange();
    Reading reading = read(known(), one);
    assertThat(reading.has(Flags.PUBLIC)).isTrue();
    assertThat(reading.payload()).isEqualTo(read(Registry.none(), one).payload());
    assertThat(reading.system()).isEqualTo(read(Registry.none(), one).system());
    assertThat(reading.quoted().size()).isZero();
  }

  @Test
  void whatThreePromptsOfASetBeginWithIsTheirScaffold() {
    String head = Said.words(draw, 12);
    var builder = new Registry.Builder(CONFIG);
    for (int i = 0; i < 3; i++) {
      builder.prompt(head + "\n\n" + Said.words(draw, 25));
    }
    Exchange other = Said.by("a").user(head + "\n\n" + Said.words(draw, 25)).exchange();
    assertThat(read(Registry.none(), other).head()).isNotZero();
    assertThat(read(builder.build(), other).head()).isZero();
    assertThat(read(builder.build(), other).tail()).isNotZero();
  }

  @Test
  void itIsReadAsItWasWrittenAndHoldsNoWords() throws IOException {
    byte[] bytes = written();
    Registry again = Registry.read(CONFIG, new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(again.size()).isEqualTo(known().size());
    Exchange one = Said.by("a").system(scaffold).user(item).exchange();
    assertThat(read(again, one)).isEqualTo(read(known(), one));
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(scaffold.substring(0, 12), item.substring(0, 12));
  }

  @Test
  void oneOfAnotherKeyOrNotWholeIsRefused() throws IOException {
    byte[] bytes = written();
    var other = new DetectConfig(1, 2, 0.01, 0.01);
    assertThatThrownBy(() -> Registry.read(other, in(bytes))).hasMessageContaining("--seed-key");
    assertThatThrownBy(() -> Registry.read(CONFIG, in(Arrays.copyOf(bytes, bytes.length - 3))))
        .isInstanceOf(EOFException.class);
    byte[] strange = bytes.clone();
    strange[5] ^= 1;
    assertThatThrownBy(() -> Registry.read(CONFIG, in(strange)))
        .hasMessageContaining("no registry");
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private byte[] written() throws IOException {
    var bytes = new ByteArrayOutputStream();
    known().write(CONFIG, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
