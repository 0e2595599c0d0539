// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.taxii;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// An envelope (TAXII 2.1, 3.7), or a bundle of STIX: objects, each as the very text it came in.
///
/// @param objects in their order
/// @param more whether the sender has others behind them
/// @param next where it says to go on
public record Envelope(List<StixObject> objects, boolean more, Optional<String> next) {
  /// Objects in one envelope at most.
  public static final int MOST = 10_000;

  private static final int DEPTH_MOST = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEPTH_MOST).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  public Envelope {
    objects = List.copyOf(objects);
  }

  /// Reads one.
  ///
  /// @throws IllegalArgumentException when it is no such JSON; the message quotes nothing of it
  public static Envelope read(byte[] bytes) {
    String text = text(bytes);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      Envelope envelope = new Reader(json, text).envelope();
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something stands behind the envelope");
      }
      return envelope;
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException(
          "it is no JSON"
              + (at == null
                  ? ""
                  : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr()))
              + ", says a name twice, or is nested deeper than "
              + DEPTH_MOST,
          e);
    }
  }

  /// Strictly UTF-8, as RFC 8259 has it.
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not in UTF-8", e);
    }
  }

  /// Walks over one text.
  private record Reader(JsonParser json, String text) {
    Envelope envelope() {
      expect(json.nextToken(), JsonToken.START_OBJECT, "it is no JSON object");
      Optional<List<StixObject>> objects = Optional.empty();
      boolean more = false;
      Optional<String> next = Optional.empty();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "objects" -> objects = Optional.of(objects(value));
          case "more" -> more = value == JsonToken.VALUE_TRUE;
          case "next" -> next = string(value);
          default -> {}
        }
        json.skipChildren();
      }
      return new Envelope(objects.orElse(List.of()), more, next);
    }

    private List<StixObject> objects(JsonToken start) {
      expect(start, JsonToken.START_ARRAY, "its objects are no list");
      var objects = new ArrayList<StixObject>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        expect(
            json.currentToken(),
            JsonToken.START_OBJECT,
            "number " + (objects.size() + 1) + " of its objects is none");
        if (objects.size() == MOST) {
          throw new IllegalArgumentException("it has more than " + MOST + " objects; send several");
        }
        objects.add(object());
      }
      return objects;
    }

    private StixObject object() {
      int start = (int) json.currentTokenLocation().getCharOffset();
      Map<String, String> members = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (StixObject.KNOWN.contains(name)) {
          string(value).ifPresent(text -> members.put(name, text));
        }
        json.skipChildren();
      }
      int end = (int) json.currentLocation().getCharOffset();
      return new StixObject(text.substring(start, end), members);
    }

    private Optional<String> string(JsonToken value) {
      return value == JsonToken.VALUE_STRING ? Optional.of(json.getString()) : Optional.empty();
    }

    private static void expect(JsonToken found, JsonToken wanted, String otherwise) {
      if (found != wanted) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
