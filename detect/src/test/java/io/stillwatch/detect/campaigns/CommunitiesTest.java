// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.detect.Seeds;
import io.stillwatch.stats.UnionFind;
import org.junit.jupiter.api.Test;

class CommunitiesTest {
  private static void clique(Communities graph, int from, int until, int weight) {
    for (int a = from; a < until; a++) {
      for (int b = a + 1; b < until; b++) {
        graph.join(a, b, weight);
      }
    }
  }

  @Test
  void whoPassedNothingIsAlone() {
    UnionFind communities = new Communities(5).find();
    for (int i = 0; i < 5; i++) {
      assertThat(communities.size(i)).isEqualTo(1);
    }
  }

  @Test
  void passingToOneselfJoinsNobody() {
    var graph = new Communities(3);
    graph.join(1, 1, 1);
    assertThat(graph.find().size(1)).isEqualTo(1);
  }

  @Test
  void aCliqueIsOneCommunity() {
    var graph = new Communities(9);
    clique(graph, 0, 7, 1);
    UnionFind communities = graph.find();
    assertThat(communities.size(3)).isEqualTo(7);
    assertThat(communities.size(8)).isEqualTo(1);
  }

  @Test
  void twoCliquesStayTwo() {
    var graph = new Communities(12);
    clique(graph, 0, 6, 1);
    clique(graph, 6, 12, 1);
    UnionFind communities = graph.find();
    assertThat(communities.size(0)).isEqualTo(6);
    assertThat(communities.size(6)).isEqualTo(6);
  }

  @Test
  void aStrayFlowBetweenTwoBusyGroupsDoesNotJoinThem() {
    for (int a = 0; a < 8; a++) {
      for (int b = 8; b < 16; b++) {
        var graph = new Communities(16);
        clique(graph, 0, 8, 2);
        clique(graph, 8, 16, 2);
        graph.join(a, b, 1);
        UnionFind communities = graph.find();
        assertThat(communities.size(0)).as("bridge %d - %d", a, b).isEqualTo(8);
        assertThat(communities.size(8)).as("bridge %d - %d", a, b).isEqualTo(8);
      }
    }
  }

  @Test
  void theOrderInWhichFlowsCameDoesNotMatter() {
    Seeds.each(
        20,
        draw -> {
          int[] from = new int[80];
          int[] to = new int[80];
          for (int e = 0; e < 80; e++) {
            from[e] = draw.nextInt(30);
            to[e] = draw.nextInt(30);
          }
          var forward = new Communities(30);
          var backward = new Communities(30);
          for (int e = 0; e < 80; e++) {
            forward.join(from[e], to[e], 1);
            backward.join(to[79 - e], from[79 - e], 1);
          }
          UnionFind one = forward.find();
          UnionFind other = backward.find();
          for (int i = 0; i < 30; i++) {
            assertThat(other.size(i)).isEqualTo(one.size(i));
          }
        });
  }
}
