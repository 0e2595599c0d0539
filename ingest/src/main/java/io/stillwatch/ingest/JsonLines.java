// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.ingest;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Turns the bytes of a line into an [Outcome]. Shared by all threads.
final class JsonLines {
  /// Deeper nesting is refused as `too-deep`. It is the only limit of the parser that a line can
  /// reach; all others are as wide as the longest line.
  static final int MAX_DEPTH = 200;

  private final JsonFactory factory;
  private final int maxLineBytes;
  private final List<String> accountAttributes;

  JsonLines(SourceConfig config) {
    this(config.maxLineBytes(), config.accountAttributes());
  }

  JsonLines(int maxLineBytes, List<String> accountAttributes) {
    this.maxLineBytes = maxLineBytes;
    this.accountAttributes = accountAttributes;
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();
    // Bytes were checked to be UTF-8; a hostile set of names only slows one line down.
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
  }

  LineReader reader(Format format) {
    return switch (format) {
      case STILLWATCH -> new StillwatchLines();
      case LITELLM -> new LiteLlmLines();
      case OTEL -> new OtelLines(accountAttributes);
    };
  }

  int maxLineBytes() {
    return maxLineBytes;
  }

  Json open(byte[] bytes, int from, int to, Outcome outcome) {
    var parser = factory.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    return new Json(this, parser, bytes, from, outcome);
  }

  /// Reads one line, sound or not, into `outcome`.
  void read(LineReader reader, byte[] bytes, int from, int to, Outcome outcome) {
    if (to - from > maxLineBytes()) {
      outcome.refuse(tooLong());
      return;
    }
    if (!Bytes.isUtf8(bytes, from, to)) {
      outcome.refuse(new Refusal(Rule.INVALID_UTF8, "the line is not UTF-8"));
      return;
    }
    try (Json line = open(bytes, from, to, outcome)) {
      line.start();
      readEntry(reader, line);
      line.end();
      if (outcome.isEmpty()) {
        outcome.skip("a line without entries");
      }
    } catch (Refusal refusal) {
      outcome.refuseAll(refusal);
    } catch (JacksonException e) {
      outcome.refuseAll(refusal(e));
    }
  }

  /// A refused entry is read to its end all the same: text after it makes the line no JSON.
  private static void readEntry(LineReader reader, Json line) {
    try {
      reader.read(line);
    } catch (Refusal refusal) {
      line.outcome().refuseAll(refusal);
    }
  }

  Refusal tooLong() {
    return new Refusal(Rule.TOO_LONG, "the line is longer than " + maxLineBytes() + " bytes");
  }

  /// The parser's own words may quote the line, so they are not used.
  private static Refusal refusal(JacksonException e) {
    return e instanceof StreamConstraintsException
        ? new Refusal(Rule.TOO_DEEP, "nested deeper than " + MAX_DEPTH)
        : new Refusal(
            Rule.SYNTAX, "not JSON at byte " + Math.max(0, e.getLocation().getByteOffset()));
  }

  /// The format of the first line that shows one.
  Optional<Format> detect(Slice slice) {
    int from = 0;
    while (from < slice.length) {
      int to = Bytes.newline(slice.bytes, from, slice.length);
      Detector detector = new Detector();
      Outcome outcome = new Outcome();
      if (to - from <= maxLineBytes()) {
        read(detector, slice.bytes, from, to, outcome);
      }
      if (detector.format().isPresent()) {
        return detector.format();
      }
      from = to + 1;
    }
    return Optional.empty();
  }
}
