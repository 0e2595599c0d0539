// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.gateway;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// A cursor over one JSON text that may be hostile. Every method is called on the first token of a
/// value and leaves the cursor on its last; a value of the wrong kind counts as absent.
final class JsonIn implements AutoCloseable {
  /// Deeper nesting is refused.
  static final int DEEPEST = 200;

  private static final int LONGEST_NUMBER = 1000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 16)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .build();

  private final JsonParser parser;
  private final int base;

  private JsonIn(byte[] bytes, int from, int to) {
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    this.base = from;
  }

  /// Reads the object that is all of the text.
  ///
  /// @throws BadRequest when it is no JSON object
  static void object(byte[] bytes, Fields fields) {
    object(bytes, 0, bytes.length, fields);
  }

  static void object(byte[] bytes, int from, int to, Fields fields) {
    try (JsonIn in = new JsonIn(bytes, from, to)) {
      if (in.parser.nextToken() != JsonToken.START_OBJECT) {
        throw new BadRequest(400, "the body is no JSON object");
      }
      in.fields(name -> fields.field(name, in));
      if (in.parser.nextToken() != null) {
        throw new BadRequest(400, "the body goes on after its JSON object");
      }
    } catch (JacksonException e) {
      // The parser's own words may quote the body.
      throw new BadRequest(400, "the body is no sound JSON, or nested deeper than " + DEEPEST);
    }
  }

  /// Takes a member, the cursor on its value.
  interface Fields {
    void field(String name, JsonIn in);
  }

  /// The members of the object here.
  void fields(Consumer<String> field) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.accept(name);
    }
  }

  /// The elements of the array here.
  void elements(Runnable element) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
  }

  void skip() {
    parser.skipChildren();
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isTrue() {
    boolean yes = parser.currentToken() == JsonToken.VALUE_TRUE;
    parser.skipChildren();
    return yes;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isNumber() {
    JsonToken token = parser.currentToken();
    return token != null && token.isNumeric();
  }

  /// The text here; empty when it is none.
  String text() {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getString();
    }
    parser.skipChildren();
    return "";
  }

  /// Length of the text here in UTF-16 units; 0 when it is none.
  long length() {
    return text().length();
  }

  OptionalDouble number() {
    if (!isNumber()) {
      parser.skipChildren();
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(parser.getString()));
  }

  /// A count: a whole number from 0 up, cut at 2^40 so that sums of a few stay numbers.
  OptionalLong count() {
    OptionalDouble number = number();
    return number.isEmpty() || !(number.getAsDouble() >= 0)
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.min(number.getAsDouble(), 0x1p40));
  }

  /// Where the token here starts, as an index of the bytes.
  int start() {
    return base + (int) parser.currentTokenLocation().getByteOffset();
  }

  /// Where the value ends that the cursor has just passed.
  int end() {
    parser.finishToken();
    return base + (int) parser.currentLocation().getByteOffset();
  }

  @Override
  public void close() {
    parser.close();
  }
}
