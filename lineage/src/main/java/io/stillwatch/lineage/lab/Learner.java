// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.lineage.lab;

import io.stillwatch.lineage.trial.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// A way of learning from documents, and so a kind of student. The one of counts is always there;
/// others come as a service, in builds that carry their libraries.
public interface Learner {
  /// Counts; see [NGram].
  Learner NGRAM =
      new Learner() {
        @Override
        public String name() {
          return "ngram";
        }

        @Override
        public LanguageModel learn(Lessons lessons) {
          var model = new NGram();
          lessons.documents().forEach(model::learn);
          return model;
        }
      };

  /// What `--student` calls it.
  String name();

  /// Learns.
  LanguageModel learn(Lessons lessons);

  /// Likewise, or takes what was learned from a file where it was kept; keeps it there. Counts are
  /// made faster than read.
  default LanguageModel learn(Lessons lessons, Path kept) throws IOException {
    return learn(lessons);
  }

  /// The learner of this name.
  ///
  /// @throws BadInput which says how to get it
  static Learner named(String name) {
    if (name.equals(NGRAM.name())) {
      return NGRAM;
    }
    for (Learner one : ServiceLoader.load(Learner.class)) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    if (name.equals("neural")) {
      throw new BadInput(
          "this build carries no neural student: its library is 110 MB, for Linux on x86-64; build"
              + " with ./mvnw -Pquick,neural -DskipTests -pl cli -am package, or take --student"
              + " ngram");
    }
    throw new BadInput("there is no student of the kind " + name + "; take ngram or neural");
  }

  /// What is learned.
  ///
  /// @param base what it learned before, unmarked and not by the teacher, as whoever distils does
  ///   not begin from nothing; counts leave it out
  /// @param documents of the teacher's tokens
  /// @param vocabulary one more than the largest id
  /// @param seed of whatever is left to chance
  record Lessons(List<int[]> base, List<int[]> documents, int vocabulary, long seed) {
    public Lessons {
      base = List.copyOf(base);
      documents = List.copyOf(documents);
    }
  }
}
