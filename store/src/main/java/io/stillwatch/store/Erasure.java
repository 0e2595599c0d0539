// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import io.stillwatch.model.Decision;
import io.stillwatch.respond.Proposal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes an account out of everything that is kept. What is about it alone is deleted; where it
/// stands among others, or where counts would no longer add up, random names take the place of its
/// own and of all ids that are made of it.
final class Erasure {
  private static final int NAME_BYTES = 8;

  private final Handle handle;
  private final String account;
  private final Map<String, String> others = new TreeMap<>();
  private final Names names;

  Erasure(Handle handle, String account) {
    this.handle = handle;
    this.account = account;
    others.put(account, another("erased"));
    for (String id : strings("select id from decisions where account = ?", account)) {
      others.put(id, another("d"));
    }
    for (String body : strings("select body from proposals")) {
      Proposal proposal = Json.read(body, Proposal.class);
      List<Decision> mine =
          proposal.decisions().stream().filter(one -> one.account().equals(account)).toList();
      mine.forEach(one -> others.put(one.id(), another("d")));
      mine.forEach(one -> others.put(proposal.id(), another("p")));
    }
    this.names = new Names(others);
  }

  /// A text that may mention the account, without its name.
  String without(String text) {
    return names.inProse(text);
  }

  /// @return rows deleted or changed, by table
  Map<String, Integer> erase() {
    Map<String, Integer> done = new TreeMap<>();
    done.put("accounts", handle.execute("delete from accounts where id = ?", account));
    for (String table : List.of("budgets", "protections", "signups", "texts", "withdrawn")) {
      done.put(table, handle.execute("delete from " + table + " where account = ?", account));
    }
    done.put("decisions", renameBodies("decisions", "id", "number"));
    done.put("reviews", renameBodies("reviews", "decision", "number"));
    done.put("proposals", renameBodies("proposals", "id", "number"));
    done.put("approvals", renameBodies("approvals", "proposal", "number"));
    done.put("campaigns", renameBodies("campaigns", "id", "number"));
    done.put("versions", renameBodies("versions", "campaign", "at"));
    done.put("workings", forgetWorkings());
    done.put("interventions", endInterventions());
    done.put("suspicions", renameBodies("suspicions", "id", "number"));
    done.put("tellings", renameBodies("tellings", "id", "number"));
    renameOutcomes();
    others.forEach(this::renameKeys);
    Salts.destroy(handle, account);
    return done;
  }

  /// An experiment on a group with this account can no longer be checked, so it does not go on.
  private int endInterventions() {
    int renamed = renameBodies("interventions", "id", "number");
    if (renamed > 0) {
      handle.execute("update interventions set over = 1 where over = 0");
    }
    return renamed;
  }

  /// Under another name its exchanges would not be found, so nothing could be computed again.
  private int forgetWorkings() {
    int forgotten = 0;
    for (String campaign : strings("select campaign from workings")) {
      String body = strings("select body from workings where campaign = ?", campaign).getFirst();
      if (Json.read(body, Worked.class).holds(account)) {
        forgotten += handle.execute("delete from workings where campaign = ?", campaign);
      }
    }
    return forgotten;
  }

  /// What people wrote when they closed a proposal.
  private void renameOutcomes() {
    for (String outcome :
        strings("select distinct outcome from proposals where outcome is not null")) {
      handle.execute(
          "update proposals set outcome = ? where outcome = ?", without(outcome), outcome);
    }
  }

  private void renameKeys(String name, String other) {
    handle.execute("update decisions set account = ? where account = ?", other, name);
    handle.execute("update decisions set id = ? where id = ?", other, name);
    handle.execute("update reviews set decision = ? where decision = ?", other, name);
    handle.execute("update proposals set id = ? where id = ?", other, name);
    handle.execute("update approvals set proposal = ? where proposal = ?", other, name);
  }

  private record Key(String name, long number) {}

  private int renameBodies(String table, String name, String number) {
    String where = " where " + name + " = ? and " + number + " = ?";
    int changed = 0;
    for (Key key : keys("select " + name + " as name, " + number + " as number from " + table)) {
      String body = one("select body from " + table + where, key);
      String renamed = renamed(body);
      if (!renamed.equals(body)) {
        String update = "update " + table + " set body = ?" + where;
        changed += handle.execute(update, renamed, key.name, key.number);
      }
    }
    return changed;
  }

  private String renamed(String body) {
    JsonNode all = names.in(Json.parse(body));
    all.findParents("grounds").forEach(this::forgetFacts);
    return Json.write(all);
  }

  /// Facts of the account say where and what it is.
  private void forgetFacts(JsonNode decision) {
    if (decision.path("account").asString("").equals(others.get(account))
        && decision.path("grounds") instanceof ObjectNode grounds) {
      grounds.putObject("facts");
    }
  }

  private static String another(String kind) {
    return kind + "-" + Salts.random(NAME_BYTES);
  }

  private List<Key> keys(String sql) {
    return handle
        .createQuery(sql)
        .map((row, context) -> new Key(row.getString("name"), row.getLong("number")))
        .list();
  }

  private String one(String sql, Key key) {
    return handle.select(sql, key.name, key.number).mapTo(String.class).one();
  }

  private List<String> strings(String sql, Object... bound) {
    return handle.select(sql, bound).mapTo(String.class).list();
  }
}
