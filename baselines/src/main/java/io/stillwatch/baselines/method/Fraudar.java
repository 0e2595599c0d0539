// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.baselines.method;

import io.stillwatch.baselines.method.Suspicion.Suspect;
import io.stillwatch.baselines.request.Request;
import io.stillwatch.baselines.request.Roster;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Suspects dense blocks of accounts and the things they touch.
final class Fraudar implements Baseline {
  private static final int BLOCKS = 20;

  @Override
  public String name() {
    return "fraudar";
  }

  @Override
  public String looksAt() {
    return "density of blocks of accounts and the addresses, scaffolds and prompts they share";
  }

  @Override
  public String source() {
    return "Hooi et al., FRAUDAR: Bounding Graph Fraud in the Face of Camouflage, KDD 2016."
        + " Departs: a node is a principal, and things that only one touched are left out";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("weight of a tie", "1 / ln(5 + accounts of the thing)", "the paper"),
        new Parameter("blocks", BLOCKS + ", each found without the ties of those before", "ours"));
  }

  @Override
  public Study begin() {
    return new Study() {
      private final Touches touches = new Touches();

      @Override
      public void take(Request request) {
        touches.add(request);
      }

      @Override
      public Suspicion conclude(Roster roster) {
        SortedMap<Integer, Suspect> suspects = new TreeMap<>();
        var graph = new Bipartite(roster.size(), touches.shared(roster));
        for (int i = 0; i < BLOCKS; i++) {
          Bipartite.Block block = graph.takeDensest();
          int group = i;
          for (int account = 0; account < roster.size(); account++) {
            if (block.accounts().get(roster.principal(account))) {
              suspects.putIfAbsent(account, new Suspect(block.density(), group));
            }
          }
        }
        return new Suspicion(suspects);
      }
    };
  }
}
