// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.arena.traffic;

import io.stillwatch.arena.chance.Chance;
import io.stillwatch.arena.spec.Community;
import java.util.function.BiConsumer;

/// Brings the honest communities into a world, each with its share of the accounts.
final class Settlers {
  private Settlers() {}

  /// A community that knows how to settle.
  interface Settler {
    /// Makes about this many accounts and adds what they do.
    void settle(World world, int accounts, Chance chance);
  }

  /// Divides accounts into groups of some size; what is left over is a last, smaller group.
  static void groups(
      int accounts, int low, int high, Chance chance, BiConsumer<Integer, Chance> group) {
    int left = accounts;
    for (int i = 0; left > 0; i++) {
      int size = Math.min(left, chance.between(low, high));
      group.accept(size, chance.fork(i));
      left -= size;
    }
  }

  static void settle(World world, int honest) {
    var shares = world.spec().population().shares();
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    int left = honest;
    for (Community community : Community.values()) {
      double share = shares.getOrDefault(community, 0.0);
      if (share > 0 && community != Community.CAMPAIGN && community != Community.CONSUMER) {
        int accounts = Math.min(left, Math.max(1, (int) Math.round(honest * share / sum)));
        int before = world.people().count();
        of(community).settle(world, accounts, world.chance(community.word()));
        left -= world.people().count() - before;
      }
    }
    // consumers fill what rounding left
    if (shares.containsKey(Community.CONSUMER) && left > 0) {
      of(Community.CONSUMER).settle(world, left, world.chance("consumer"));
    }
  }

  private static Settler of(Community community) {
    return switch (community) {
      case CONSUMER -> new Persons.Consumers();
      case HOBBY_DEVELOPER -> new Persons.HobbyDevelopers();
      case VIRAL_SHARER -> new Persons.ViralSharers();
      case TWO_ACCOUNTS -> new TwoAccounts();
      case CLASSROOM -> new Classrooms();
      case FRAMEWORK_USER -> new FrameworkUsers();
      case ENTERPRISE_FLEET -> new EnterpriseFleets();
      case BATCH_SHOP -> new Machines.BatchShops();
      case RAG_BACKFILL -> new Machines.RagBackfills();
      case CI_LOAD -> new Machines.CiLoads();
      case RED_TEAM -> new Programmes.RedTeams();
      case AUDIT -> new Programmes.Auditors();
      case RATE_CAPPED -> new Machines.RateCapped();
      case DECLARED_RESELLER -> new Resellers.Declared();
      case UNDECLARED_RESELLER -> new Resellers.Undeclared();
      case BENCHMARK_RUNNER -> new BenchmarkRunners();
      case KEY_THEFT_VICTIM -> new KeyTheft();
      case ESSAY_COURSE -> new EssayCourses();
      case NIGHTLY_AGENT -> new NightlyAgents();
      case PLAN_CAPPED -> new PlanCapped();
      case UNDECLARED_STAFF -> new UndeclaredStaff();
      case HACKATHON -> new Hackathons();
      case PIECE_WORKER -> new PieceWorkers();
      case TIMER_APP -> new Apps.Timer();
      case EVENT_APP -> new Apps.Event();
      case CAMPAIGN -> throw new IllegalArgumentException("campaigns do not settle");
    };
  }
}
