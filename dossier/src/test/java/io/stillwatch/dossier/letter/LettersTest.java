// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.stillwatch.dossier.seal.Facts;
import io.stillwatch.dossier.seal.Openings.Opening;
import io.stillwatch.dossier.seal.Sample;
import io.stillwatch.dossier.seal.Sealed;
import io.stillwatch.dossier.seal.Verified;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Letters of the sample, for each audience.
class LettersTest {
  private static final String DIGEST = "0".repeat(64);
  private static Verified verified = verified();
  private static List<Letter> letters = List.of();

  private static Verified verified() {
    try {
      return Sample.verified();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void write() {
    letters =
        List.of(
            Letter.forRegulator(verified, DIGEST),
            Letter.forPeer(verified, DIGEST),
            Letter.forPublic(verified, DIGEST));
  }

  /// The schema that is published, as far as one definition.
  static JsonSchema schema(String definition) throws IOException {
    String text = Files.readString(Path.of("../docs/formats/dossier.schema.json"));
    String id = "https://stillwatch.io/schemas/dossier/1/dossier.schema.json";
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(loaders -> loaders.schemas(java.util.Map.of(id, text))));
    return factory.getSchema("{\"$ref\":\"" + id + "#/$defs/" + definition + "\"}");
  }

  private static void follows(String definition, String json) throws IOException {
    assertThat(schema(definition).validate(json, com.networknt.schema.InputFormat.JSON)).isEmpty();
  }

  /// What the type of a letter has room for.
  private static Set<Class<?>> reachable(Class<?> type) {
    var seen = new HashSet<Class<?>>();
    collect(type, seen);
    return seen;
  }

  private static void collect(Type type, Set<Class<?>> seen) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        collect(argument, seen);
      }
    } else if (type instanceof Class<?> c && seen.add(c) && c.isRecord()) {
      for (RecordComponent component : c.getRecordComponents()) {
        collect(component.getGenericType(), seen);
      }
    }
  }

  @Test
  void onlyTheLetterForCounselHasRoomForAccounts() {
    assertThat(reachable(Letter.ForCounsel.class)).contains(Letter.Named.class);
    assertThat(reachable(Letter.ForRegulator.class))
        .contains(Letter.Numbered.class)
        .doesNotContain(Letter.Named.class);
    for (Class<?> type : List.of(Letter.ForPeer.class, Letter.ForPublic.class)) {
      assertThat(reachable(type))
          .doesNotContain(Letter.Named.class, Letter.Numbered.class, Opening.class);
    }
    assertThat(reachable(Verified.class)).as("what they are made of").doesNotContain(Opening.class);
  }

  @Test
  void peerAndPublicSeeNoCommitmentAndThePublicNoExactCount() {
    String commitment = verified.facts().accounts().getFirst().commitment();
    assertThat(Press.html(letters.get(0))).contains(commitment);
    assertThat(Press.html(letters.get(1))).doesNotContain(commitment);
    String open = Press.json(letters.get(2)) + Press.html(letters.get(2));
    Facts.Took took = verified.facts().took();
    assertThat(open)
        .doesNotContain(commitment)
        .doesNotContain(String.format(java.util.Locale.ROOT, "%,d", took.outputTokens()))
        .doesNotContain(", 06:00 UTC");
  }

  @Test
  void everyFigureHasItsDefinitionMethodAndInterval() {
    for (Letter letter : letters) {
      assertThat(letter.body().figures())
          .hasSizeGreaterThanOrEqualTo(10)
          .allSatisfy(
              figure -> {
                assertThat(figure.definition()).isNotBlank();
                assertThat(figure.method()).isNotBlank();
                assertThat(figure.interval()).isNotBlank();
              });
      assertThat(letter.body().alternatives()).hasSizeGreaterThan(4);
      assertThat(letter.body().innocents()).isNotEmpty();
      assertThat(letter.body().unseen()).hasSizeGreaterThan(3);
      assertThat(letter.body().overturn()).isNotEmpty();
    }
  }

  @Test
  void jsonFollowsThePublishedSchema() throws IOException {
    for (Letter letter : letters) {
      follows("letter", Press.json(letter));
    }
    follows("letter", Sealed.open(Sample.bytes()).letter());
    follows("outcome", Press.json(Outcome.withdrawn("sw-1", "One school.", List.of("a", "b"))));
    String accused = Press.json(letters.get(0)).replace("\"regulator\"", "\"public\"");
    assertThat(schema("letter").validate(accused, com.networknt.schema.InputFormat.JSON))
        .as("a public letter with accounts")
        .isNotEmpty();
  }

  @Test
  void thePdfIsTaggedHasTheSameWordsAndTheSameBytesEachTime() throws IOException {
    byte[] pdf = Press.pdf(letters.get(0));
    assertThat(Press.pdf(letters.get(0))).isEqualTo(pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertThat(text)
          .contains(letters.get(0).body().title())
          .contains("What was not seen")
          .contains("Taken on trust")
          .contains(verified.facts().about().campaign())
          .doesNotContain("#");
    }
  }

  @Test
  void picturesHaveWordsAndLoadNothing() {
    String html = Press.html(letters.get(0));
    assertThat(html).contains("role=\"img\"").contains("<desc>").contains("prefers-color-scheme");
    assertThat(html).doesNotContain("<script").doesNotContain("src=").contains("default-src");
    assertThat(letters.get(0).body().charts()).hasSize(4);
    assertThat(letters.get(0).body().charts()).allSatisfy(c -> assertThat(c.text()).isNotBlank());
  }

  @Test
  void accountsOfAnotherScanAreRefused() {
    List<Opening> others =
        verified.facts().accounts().stream()
            .map(person -> new Opening(person.number(), true, DIGEST, "acct"))
            .toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Letter.forCounsel(verified, DIGEST, others))
        .withMessageContaining("of different scans");
  }

  @Test
  void aLetterThatTakesBackSaysWhatWasWrongAndListsWhatWasShared() throws IOException {
    Outcome cleared =
        Outcome.cleared(
            "sw-1",
            "a<b>",
            List.of("2026-03-01", "2026-03-02"),
            "It is a school.",
            List.of("indicator--1"));
    String html = Press.html(cleared);
    assertThat(html)
        .contains("The account is cleared")
        .contains("a&lt;b&gt;")
        .contains("It is a school.")
        .contains("indicator--1");
    try (PDDocument document = Loader.loadPDF(Press.pdf(cleared))) {
      assertThat(new PDFTextStripper().getText(document)).contains("a<b>").contains("indicator--1");
    }
    assertThat(Press.html(Outcome.withdrawn("sw-1", "x", List.of())))
        .contains("Nothing of it was shared");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Outcome.withdrawn("sw-1", " ", List.of()));
  }
}
