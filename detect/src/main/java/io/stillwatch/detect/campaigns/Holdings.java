// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.detect.accounts.Kind;
import java.util.Arrays;

/// The board's artefacts both ways round, in flat arrays: artefact -> holders, holder -> artefacts.
final class Holdings {
  final long[] hashes;
  final Kind[] kinds;

  /// Estimated number of principals that used artefact a in the nominating half.
  final long[] nominated;

  final boolean[] template;
  final double[] eliciting;

  /// Holders of artefact a: places start[a] to start[a + 1].
  final int[] start;

  final int[] holder;
  final long[] uses;

  /// Scratch for counting by artefact, all 0 between uses.
  final int[] counts;

  /// Places of principal i that are scaffolds used in the nominating half: the entries of
  /// `scaffolds` from scaffoldStart[i] to scaffoldStart[i + 1].
  final int[] scaffoldStart;

  final int[] scaffolds;

  /// Places of principal i: the entries of `back` from backStart[i] to backStart[i + 1].
  final int[] backStart;

  final int[] back;
  final int[] artefactAt;

  /// Whether the halves are kept apart; otherwise every use counts in both.
  final boolean split;

  /// Whether what many use counts for less.
  final boolean discount;

  Holdings(Board board, Population population) {
    this(board, population, Rules.standard(0.01, 0.01));
  }

  Holdings(Board board, Population population, Rules rules) {
    split = rules.split();
    discount = rules.discount();
    hashes = board.artefacts.sortedKeys();
    int n = hashes.length;
    kinds = new Kind[n];
    nominated = new long[n];
    template = new boolean[n];
    eliciting = new double[n];
    start = new int[n + 1];
    counts = new int[n];
    int places = 0;
    for (int a = 0; a < n; a++) {
      places += artefact(board, a).uses().size();
    }
    holder = new int[places];
    uses = new long[places];
    artefactAt = new int[places];
    var degree = new int[population.size() + 1];
    int place = 0;
    for (int a = 0; a < n; a++) {
      Artefact artefact = artefact(board, a);
      kinds[a] = artefact.kind;
      template[a] = artefact.template();
      eliciting[a] = artefact.eliciting();
      for (int i : numbers(artefact, population)) {
        holder[place] = i;
        uses[place] = halves(artefact.uses().uses(population.face(i).principal()));
        nominated[a] += Artefact.nominating(uses[place]) > 0 ? 1 : 0;
        artefactAt[place++] = a;
        degree[i + 1]++;
      }
      nominated[a] *= artefact.listing();
      start[a + 1] = place;
    }
    backStart = degree;
    for (int i = 0; i < population.size(); i++) {
      backStart[i + 1] += backStart[i];
    }
    back = new int[place];
    int[] next = Arrays.copyOf(backStart, population.size());
    for (int p = 0; p < place; p++) {
      back[next[holder[p]]++] = p;
    }
    scaffoldStart = new int[population.size() + 1];
    scaffolds = new int[place];
    int listed = 0;
    for (int i = 0; i < population.size(); i++) {
      for (int b = backStart[i]; b < backStart[i + 1]; b++) {
        int a = artefactAt[back[b]];
        if (template[a]
            && kinds[a].role() == Kind.Role.SLOT
            && Artefact.nominating(uses[back[b]]) > 0) {
          scaffolds[listed++] = back[b];
        }
      }
      scaffoldStart[i + 1] = listed;
    }
  }

  /// Numbers of the active holders, ascending.
  private static int[] numbers(Artefact artefact, Population population) {
    return java.util.stream.LongStream.of(artefact.uses().sortedKeys())
        .mapToInt(population::of)
        .filter(i -> i >= 0)
        .sorted()
        .toArray();
  }

  private long halves(long packed) {
    long all = Artefact.nominating(packed) + (long) Artefact.testing(packed);
    return split ? packed : all << 32 | all;
  }

  /// Uses at a place, of both halves.
  long all(int place) {
    long testing = Artefact.testing(uses[place]);
    return split ? testing + Artefact.nominating(uses[place]) : testing;
  }

  private Artefact artefact(Board board, int a) {
    return java.util.Objects.requireNonNull(board.artefacts.get(hashes[a]));
  }

  /// Whether two principals share anything of this role.
  boolean hold(Kind.Role role) {
    for (int a = 0; a < kinds.length; a++) {
      if (kinds[a].role() == role && listed(a) > 1) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return hashes.length;
  }

  int listed(int a) {
    return start[a + 1] - start[a];
  }
}
