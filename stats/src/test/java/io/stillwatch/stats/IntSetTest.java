// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Against `TreeSet`.
class IntSetTest {
  private static int[] any(Draw draw) {
    var values = new int[draw.nextInt(40)];
    for (int i = 0; i < values.length; i++) {
      values[i] = draw.nextInt(61);
    }
    return values;
  }

  @Test
  void itHoldsWhatATreeSetHolds() {
    Seeds.each(500, draw -> check(any(draw), any(draw)));
  }

  private static void check(int[] a, int[] b) {
    var plain = new TreeSet<Integer>();
    var other = new TreeSet<Integer>();
    for (int v : a) {
      plain.add(v);
    }
    for (int v : b) {
      other.add(v);
    }
    IntSet set = IntSet.of(a);
    assertThat(set.stream().boxed().toList()).containsExactlyElementsOf(plain);
    assertThat(set.size()).isEqualTo(plain.size());
    assertThat(set.isEmpty()).isEqualTo(plain.isEmpty());
    for (int v = -1; v <= 61; v++) {
      assertThat(set.contains(v)).isEqualTo(plain.contains(v));
      assertThat(set.rank(v)).isEqualTo(set.contains(v) ? plain.headSet(v).size() : set.rank(v));
    }
    assertThat(set.filter(v -> v % 3 == 0).stream().boxed().toList())
        .containsExactlyElementsOf(plain.stream().filter(v -> v % 3 == 0).toList());
    plain.retainAll(other);
    assertThat(set.common(IntSet.of(b))).isEqualTo(plain.size());
    assertThat(IntSet.of(b).common(set)).isEqualTo(plain.size());
  }
}
