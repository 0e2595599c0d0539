// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Tie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The account graph of one group as a picture: accounts are dots, ties are lines, kinds of tie
/// have their own colour and dash.
///
/// @param kinds lines by kind, the commonest kind first
/// @param nodes one dot for each account shown
/// @param note how much of the group is shown
/// @param rows the strongest ties as a table
record Graph(List<Kind> kinds, List<Node> nodes, String note, List<Tie> rows) {
  private static final int STYLES = 6;
  private static final int MOST_LINES = 1500;

  /// @param style number of the CSS class
  /// @param path all lines of this kind as one SVG path
  record Kind(String name, int style, String path, String lines) {}

  record Node(int x, int y, String r, String title) {}

  static Graph of(Campaign campaign, Budget budget) {
    Map<String, Integer> place = new LinkedHashMap<>();
    List<Tie> shown = choose(campaign.ties(), budget.nodes(), place);
    if (shown.isEmpty()) {
      return new Graph(List.of(), List.of(), "", List.of());
    }
    List<int[]> pairs =
        shown.stream()
            .map(
                tie ->
                    new int[] {place.getOrDefault(tie.from(), 0), place.getOrDefault(tie.to(), 0)})
            .toList();
    Layout layout = Layout.of(place.size(), pairs);
    return new Graph(
        kinds(shown, pairs, layout),
        nodes(place, pairs, layout),
        note(campaign, place.size(), shown.size()),
        shown.stream().limit(budget.ties()).map(Graph::visible).toList());
  }

  boolean drawn() {
    return !nodes.isEmpty();
  }

  int width() {
    return Layout.WIDTH;
  }

  int height() {
    return Layout.HEIGHT;
  }

  /// Takes ties in their order, strongest first, as long as the picture has room.
  private static List<Tie> choose(List<Tie> ties, int mostNodes, Map<String, Integer> place) {
    List<Tie> shown = new ArrayList<>();
    for (Tie tie : ties) {
      int fresh = (place.containsKey(tie.from()) ? 0 : 1) + (place.containsKey(tie.to()) ? 0 : 1);
      if (tie.from().equals(tie.to())
          || place.size() + fresh > mostNodes
          || shown.size() == MOST_LINES) {
        continue;
      }
      place.putIfAbsent(tie.from(), place.size());
      place.putIfAbsent(tie.to(), place.size());
      shown.add(tie);
    }
    return shown;
  }

  private static List<Kind> kinds(List<Tie> ties, List<int[]> pairs, Layout layout) {
    Map<String, List<int[]>> byKind = new LinkedHashMap<>();
    for (int i = 0; i < ties.size(); i++) {
      byKind.computeIfAbsent(ties.get(i).kind(), kind -> new ArrayList<>()).add(pairs.get(i));
    }
    List<String> names =
        byKind.keySet().stream()
            .sorted((a, b) -> Integer.compare(size(byKind, b), size(byKind, a)))
            .toList();
    return IntStream.range(0, names.size())
        .mapToObj(i -> kind(names.get(i), i, byKind.getOrDefault(names.get(i), List.of()), layout))
        .toList();
  }

  private static int size(Map<String, List<int[]>> byKind, String kind) {
    return byKind.getOrDefault(kind, List.of()).size();
  }

  private static Kind kind(String name, int rank, List<int[]> pairs, Layout layout) {
    String path =
        pairs.stream().map(pair -> layout.line(pair[0], pair[1])).collect(Collectors.joining());
    String lines = Words.many(pairs.size(), "tie");
    return new Kind(Visible.of(name), Math.min(rank, STYLES - 1), path, lines);
  }

  private static List<Node> nodes(Map<String, Integer> place, List<int[]> pairs, Layout layout) {
    Map<Integer, Integer> ties = new HashMap<>();
    pairs.stream().flatMapToInt(IntStream::of).forEach(node -> ties.merge(node, 1, Integer::sum));
    double small = place.size() > 150 ? 4 : 6;
    return place.entrySet().stream()
        .map(entry -> node(entry.getKey(), entry.getValue(), ties, small, layout))
        .toList();
  }

  private static Node node(
      String account, int index, Map<Integer, Integer> ties, double small, Layout layout) {
    int degree = ties.getOrDefault(index, 0);
    String radius = Numbers.fixed(Math.min(16, small + 1.4 * Math.sqrt(degree)), 1);
    String title = Visible.of(account) + ", " + Words.many(degree, "tie");
    return new Node(layout.x(index), layout.y(index), radius, title);
  }

  private static String note(Campaign campaign, int nodes, int lines) {
    int members = campaign.members().size();
    String shown =
        Numbers.count(nodes)
            + " of "
            + Words.many(members, "account")
            + " and "
            + Words.many(lines, "tie")
            + ". A larger dot has more ties.";
    return nodes < members || lines < campaign.ties().size()
        ? shown + " This is a sample, strongest ties first."
        : shown;
  }

  private static Tie visible(Tie tie) {
    return new Tie(
        Visible.of(tie.from()), Visible.of(tie.to()), Visible.of(tie.kind()), tie.times());
  }
}
