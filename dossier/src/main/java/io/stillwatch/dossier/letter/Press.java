// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.stillwatch.model.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Prints letters: HTML and the source of PDF from templates of one language, over the same view;
/// JSON from the same records. The same letter gives the same bytes.
public final class Press {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final String CSS = resource("letter.css");
  private static final String POLICY =
      "default-src 'none'; style-src '" + hash(CSS) + "'; base-uri 'none'; form-action 'none'";

  private static final Template LETTER_HTML = template("letter.html.mustache");
  private static final Template LETTER_FO = template("letter.fo.mustache");
  private static final Template OUTCOME_HTML = template("outcome.html.mustache");
  private static final Template OUTCOME_FO = template("outcome.fo.mustache");

  private Press() {}

  /// One file that loads nothing.
  public static String html(Letter letter) {
    return LETTER_HTML.execute(View.of(letter));
  }

  /// A tagged PDF.
  public static byte[] pdf(Letter letter) {
    return Pdf.of(LETTER_FO.execute(View.of(letter)));
  }

  /// By the schema `dossier.schema.json`.
  public static String json(Letter letter) {
    Roll roll = Roll.of(letter);
    return JSON.writeValueAsString(new Document(1, "letter", letter.body(), roll.rows())) + "\n";
  }

  /// As [#html(Letter)].
  public static String html(Outcome outcome) {
    return OUTCOME_HTML.execute(new OutcomeView(POLICY, CSS, outcome));
  }

  /// As [#pdf(Letter)].
  public static byte[] pdf(Outcome outcome) {
    return Pdf.of(OUTCOME_FO.execute(new OutcomeView(POLICY, CSS, outcome)));
  }

  /// By the schema `outcome.schema.json`.
  public static String json(Outcome outcome) {
    return JSON.writeValueAsString(outcome) + "\n";
  }

  /// The letter as data.
  record Document(int format, String kind, Body body, List<Row> accounts) {}

  record OutcomeView(String policy, String css, Outcome outcome) {}

  /// All that the templates of a letter print.
  ///
  /// @param annexed whether the audience gets the annexes that compute
  record View(String policy, String css, Body body, boolean annexed, Roll roll) {
    static View of(Letter letter) {
      return new View(
          POLICY, CSS, letter.body(), !letter.body().mathematics().isEmpty(), Roll.of(letter));
    }
  }

  /// The accounts as the audience may see them.
  ///
  /// @param named by id, and not by number alone
  record Roll(boolean shown, boolean named, String caption, List<Row> rows) {
    static Roll of(Letter letter) {
      return switch (letter) {
        case Letter.ForCounsel c ->
            new Roll(
                true,
                true,
                "Accounts by id. The nonce that opens a commitment is in the letter's JSON.",
                c.accounts().stream().map(Row::of).toList());
        case Letter.ForRegulator r ->
            new Roll(
                true,
                false,
                "Accounts by number. The provider can show whose a number is by opening its commitment.",
                r.accounts().stream().map(n -> Row.of(n, "", "", false)).toList());
        case Letter.ForPeer p -> new Roll(false, false, "", List.of());
        case Letter.ForPublic p -> new Roll(false, false, "", List.of());
      };
    }
  }

  /// One account.
  record Row(
      String number,
      boolean named,
      String account,
      String nonce,
      String principal,
      String log10,
      String share,
      String exchanges,
      String tokens,
      String commitment) {
    static Row of(Letter.Named one) {
      return of(one.numbered(), one.account(), one.nonce(), true);
    }

    static Row of(Letter.Numbered n, String account, String nonce, boolean named) {
      return new Row(
          n.number(),
          named,
          account,
          nonce,
          n.principal(),
          n.log10(),
          n.share(),
          n.exchanges(),
          n.tokens(),
          n.commitment());
    }
  }

  private static Template template(String name) {
    return Mustache.compiler()
        .escapeHTML(true)
        .emptyStringIsFalse(true)
        .strictSections(true)
        .withLoader(part -> new StringReader(resource(part + ".mustache")))
        .compile(resource(name));
  }

  private static String hash(String text) {
    return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
  }

  private static String resource(String name) {
    try (InputStream in = Press.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the dossier jar lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the dossier jar's resource " + name + " is unreadable", e);
    }
  }
}
