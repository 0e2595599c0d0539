// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.trial.Exposure;
import io.stillwatch.lineage.trial.WordTokens;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A teacher of n-grams, students of it, and the test run on them in one process, without a
/// network. The same seed gives the same figures on every machine.
public final class Lab {
  private static final int VOCABULARY = 4_000;
  private static final int LESSON = 64;
  private static final int CONTROLS = 3;

  private final WordTokens tokens;
  private final List<int[]> lessons;
  private final NGram teacher = new NGram();

  private Lab(WordTokens tokens, List<int[]> lessons) {
    this.tokens = tokens;
    this.lessons = lessons;
    lessons.forEach(teacher::learn);
  }

  /// A laboratory whose teacher learns this text, cut into pieces of 64 tokens.
  ///
  /// @throws IllegalArgumentException for a text too short to teach anything
  public static Lab of(String text) {
    WordTokens tokens = WordTokens.of(text, VOCABULARY);
    int[] ids = tokens.ids(text);
    if (ids.length < 2_000) {
      throw new IllegalArgumentException(
          "a text of %,d words; a teacher takes 2,000 or more".formatted(ids.length));
    }
    List<int[]> lessons =
        IntStream.range(0, ids.length / LESSON)
            .mapToObj(i -> java.util.Arrays.copyOfRange(ids, i * LESSON, (i + 1) * LESSON))
            .toList();
    return new Lab(tokens, lessons);
  }

  /// The laboratory's own text: a page of prose, and sentences of a small grammar.
  public static String ownText(int sentences, long seed) {
    return Fables.prose() + new Fables(seed).text(sentences);
  }

  /// The tokenizer.
  public WordTokens tokens() {
    return tokens;
  }

  /// The teacher.
  public NGram teacher() {
    return teacher;
  }

  /// What the teacher learned.
  List<int[]> lessons() {
    return lessons;
  }

  /// Beginnings of what the teacher learned, as prompts.
  public List<int[]> prompts(int count, int length, Draw draw) {
    return Stream.generate(() -> lessons.get(draw.nextInt(lessons.size())))
        .limit(count)
        .map(lesson -> java.util.Arrays.copyOf(lesson, length))
        .toList();
  }

  /// What the teacher writes, marked or not.
  ///
  /// @param mark none for plain text
  public List<int[]> written(int documents, int length, List<Mark> mark, Draw draw) {
    var all = new ArrayList<int[]>(documents);
    for (int i = 0; i < documents; i++) {
      int[] prompt = prompts(1, 3, draw).getFirst();
      NGram.Voice voice =
          mark.isEmpty() ? NGram.Voice.plain(draw) : NGram.Voice.marked(mark.getFirst(), draw);
      all.add(teacher.write(prompt, length, voice));
    }
    return all;
  }

  /// One student and what the test says of it.
  ///
  /// @param exposure the share of marked documents in what the student learned
  public Outcome run(Size size, double exposure, long seed) {
    var draw = new Draw(seed);
    Mark mark = new VllmGumbel(size.window()).under(Key.decoy(draw.nextLong(), 0, 1));
    int marked = (int) Math.round(exposure * size.documents());
    List<int[]> ours = written(marked, size.length(), List.of(mark), draw.split(1));
    List<int[]> rest = written(size.documents() - marked, size.length(), List.of(), draw.split(2));
    var student = new NGram();
    ours.forEach(student::learn);
    rest.forEach(student::learn);
    return new Outcome(exposure, seed, examined(student, ours, mark, size, draw));
  }

  private Outcome.Scores examined(
      NGram student, List<int[]> ours, Mark mark, Size size, Draw draw) {
    var marks = new ArrayList<Mark>(List.of(mark));
    for (int i = 0; i < CONTROLS; i++) {
      marks.add(mark.profile().under(Key.decoy(draw.nextLong(), 0, 1)));
    }
    var exposure = new Exposure(marks, 1);
    NGram.Voice voice = NGram.Voice.plain(draw);
    List<int[]> contexts = ours.isEmpty() ? written(50, size.length(), List.of(mark), draw) : ours;
    for (int i = 0; i < size.contexts(); i++) {
      int[] document = contexts.get(draw.nextInt(contexts.size()));
      int cut = size.window() + draw.nextInt(document.length - size.window());
      int[] prefix = java.util.Arrays.copyOf(document, cut);
      exposure.served(prefix, student.write(prefix, 1, voice));
    }
    for (int[] prompt : prompts(size.queries(), 3, draw)) {
      exposure.text(prompt, student.write(prompt, size.length(), voice));
    }
    return Outcome.Scores.of(exposure.all());
  }

  /// How much is written, learned and asked.
  ///
  /// @param window of the mark, in tokens of context
  /// @param documents that a student learns
  /// @param length of each, and of each answer, in tokens
  /// @param queries of free text
  /// @param contexts served contexts that are asked for one token
  public record Size(int window, int documents, int length, int queries, int contexts) {
    public Size {
      if (window < 1 || documents < 1 || length <= window || queries < 1 || contexts < 0) {
        throw new IllegalArgumentException(
            "window, documents and queries are 1 or more, documents longer than the window");
      }
    }

    /// 200,000 tokens to learn, 40,000 to ask for, and 2,000 contexts.
    public static Size standard(int window) {
      return new Size(window, 2_000, 100, 400, 2_000);
    }
  }
}
