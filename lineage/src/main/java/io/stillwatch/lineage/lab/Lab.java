// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.trial.Exposure;
import io.stillwatch.lineage.trial.WordTokens;
import io.stillwatch.marks.Key;
import io.stillwatch.marks.Mark;
import io.stillwatch.marks.profiles.VllmGumbel;
import io.stillwatch.marks.served.ServedIndex;
import io.stillwatch.stats.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A teacher of n-grams, students of it, and the test run on them in one process, without a
/// network. The same seed gives the same figures on every machine.
public final class Lab {
  private static final int VOCABULARY = 4_000;
  private static final int LESSON = 64;
  private static final int CONTROLS = 3;
  private static final long INDEXED = 1_000_000;
  private static final int RANKED = 20_000;

  private final WordTokens tokens;
  private final List<int[]> lessons;
  private final int decoys;
  private final NGram teacher = new NGram();

  private Lab(WordTokens tokens, List<int[]> lessons, int decoys) {
    this.tokens = tokens;
    this.lessons = List.copyOf(lessons);
    this.decoys = decoys;
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
            .mapToObj(i -> Arrays.copyOfRange(ids, i * LESSON, (i + 1) * LESSON))
            .toList();
    return new Lab(tokens, lessons, 0);
  }

  /// The same, with each student's key ranked among so many random ones on its free text.
  ///
  /// @param decoys 0 for no ranks, 1,000,000 at most
  public Lab ranking(int decoys) {
    return new Lab(tokens, lessons, decoys);
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
        .map(lesson -> Arrays.copyOf(lesson, length))
        .toList();
  }

  /// What the teacher writes, marked or not.
  ///
  /// @param mark none for plain text
  public List<int[]> written(int documents, int length, List<Mark> mark, Draw draw) {
    var all = new ArrayList<int[]>(documents);
    for (int i = 0; i < documents; i++) {
      int[] prompt = prompts(1, 3, draw).getFirst();
      Voice voice = mark.isEmpty() ? Voice.plain(draw) : Voice.marked(mark.getFirst(), draw);
      all.add(teacher.write(prompt, length, voice));
    }
    return all;
  }

  /// One student and what the test says of it.
  ///
  /// @param learner the kind of student
  /// @param exposure the share of marked documents in what the student learned
  public Outcome run(Learner learner, Size size, double exposure, long seed) {
    var draw = new Draw(seed);
    Mark mark = new VllmGumbel(size.window()).under(Key.decoy(draw.nextLong(), 0, 1));
    int marked = (int) Math.round(exposure * size.documents());
    List<int[]> ours = written(marked, size.length(), List.of(mark), draw.split(1));
    var documents = new ArrayList<>(ours);
    documents.addAll(written(size.documents() - marked, size.length(), List.of(), draw.split(2)));
    LanguageModel student =
        learner.learn(new Learner.Lessons(lessons, documents, tokens.size(), seed));
    List<int[]> served =
        ours.isEmpty() ? written(50, size.length(), List.of(mark), draw.split(3)) : ours;
    ServedIndex index = ServedIndex.of(mark, INDEXED);
    served.forEach(index::add);
    var asked = new Asked(prefixes(served, size, draw.split(4)), index);
    List<Exposure> all = examined(student, asked, marks(mark, draw), size, draw);
    return new Outcome(
        exposure,
        seed,
        decoys == 0 ? 1 : all.getFirst().decoys(decoys, seed).p(),
        Outcome.Scores.of(all.get(0).all()),
        Outcome.Scores.of(all.get(1).all()),
        Outcome.Scores.of(all.get(2).all()));
  }

  /// Ours first.
  private static List<Mark> marks(Mark ours, Draw draw) {
    var marks = new ArrayList<Mark>(List.of(ours));
    for (int i = 0; i < CONTROLS; i++) {
      marks.add(ours.profile().under(Key.decoy(draw.nextLong(), 0, 1)));
    }
    return marks;
  }

  /// Beginnings of served documents, each cut where a context of the mark is seen for the first
  /// time, so that no answer can tell of a later one's scores; drawn among all there are.
  static List<int[]> prefixes(List<int[]> served, Size size, Draw draw) {
    var seen = new HashSet<List<Integer>>();
    var all = new ArrayList<int[]>();
    for (int[] one : served) {
      List<Integer> ids = Arrays.stream(one).boxed().toList();
      for (int at = size.window(); at < one.length; at++) {
        if (seen.add(ids.subList(at - size.window(), at))) {
          all.add(Arrays.copyOf(one, at));
        }
      }
    }
    Collections.shuffle(all, new Random(draw.nextLong()));
    return all.subList(0, Math.min(size.contexts(), all.size()));
  }

  /// What is known of what was served.
  private record Asked(List<int[]> prefixes, ServedIndex index) {}

  /// What a student says, what one that tells its chances would have told, and what the first says
  /// where there is an index.
  private List<Exposure> examined(
      LanguageModel student, Asked served, List<Mark> marks, Size size, Draw draw) {
    List<int[]> prefixes = served.prefixes();
    var said = new Exposure(marks, decoys == 0 ? 1 : RANKED);
    var told = new Exposure(marks, 1);
    var indexed = new Exposure(marks, 1).with(served.index());
    List<int[]> prompts = prompts(size.queries(), 3, draw);
    prompts.forEach(said::prompt);
    prompts.forEach(told::prompt);
    prompts.forEach(indexed::prompt);
    Iterator<int[]> asked = prefixes.iterator();
    student
        .after(prefixes)
        .forEachOrdered(
            next -> {
              int[] prefix = asked.next();
              int[] token = {next.draw(draw.nextDouble())};
              said.served(prefix, token);
              indexed.served(prefix, token);
              told.served(prefix, next.told(LabServer.TOP));
            });
    for (int[] answer : student.answers(prompts, size.length(), draw)) {
      said.text(answer);
      told.text(answer);
      indexed.text(answer);
    }
    return List.of(said, told, indexed);
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
