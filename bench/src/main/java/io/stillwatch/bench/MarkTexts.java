// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.bench;

import io.stillwatch.marks.scan.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Documents of people, as token ids: every `.jsonl` file of a folder, a document a row under
/// `text`.
final class MarkTexts {
  /// Shorter documents are left out.
  static final int LEAST = 100;

  private MarkTexts() {}

  /// The first documents, cut at `longest` tokens, until they have so many tokens together.
  static List<int[]> first(List<int[]> documents, int tokens, int longest) {
    List<int[]> some = new ArrayList<>();
    int sum = 0;
    for (int[] document : documents) {
      if (sum < tokens) {
        int[] cut = Arrays.copyOf(document, Math.min(longest, document.length));
        some.add(cut);
        sum += cut.length;
      }
    }
    return some;
  }

  /// All documents of at least `least` tokens, shuffled by a fixed seed.
  static List<int[]> read(Path folder, Tokenizer tokenizer, int least) throws IOException {
    var json = new JsonMapper();
    List<int[]> documents = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          int[] ids = tokenizer.encode(json.readTree(line).path("text").asString());
          if (ids.length >= least) {
            documents.add(ids);
          }
        }
      }
    }
    Collections.shuffle(documents, new Random(1));
    return documents;
  }
}
