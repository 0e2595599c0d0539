// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store.shelf;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.statement.SqlStatement;

/// A [Sieve] as a condition in SQL over `shelf_objects v`.
final class Where {
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, List<?>> lists = new LinkedHashMap<>();

  Where(String collection, Sieve sieve) {
    conditions.add("v.collection = :collection");
    conditions.add("v.stamp > :after");
    values.put("collection", collection);
    values.put("after", sieve.after());
    any("v.id", "ids", List.copyOf(sieve.ids()));
    any("v.type", "types", List.copyOf(sieve.types()));
    if (sieve.specs().isEmpty()) {
      conditions.add(none("o.spec > v.spec"));
    } else {
      any("v.spec", "specs", List.copyOf(sieve.specs()));
    }
    versions(sieve.versions());
  }

  private void any(String column, String name, List<?> values) {
    if (!values.isEmpty()) {
      conditions.add(column + " in (<" + name + ">)");
      lists.put(name, values);
    }
  }

  private void versions(Sieve.Versions versions) {
    if (versions.all()) {
      return;
    }
    var wanted = new ArrayList<String>();
    if (versions.first()) {
      wanted.add(none("o.spec = v.spec and o.at < v.at"));
    }
    if (versions.last()) {
      wanted.add(none("o.spec = v.spec and o.at > v.at"));
    }
    if (!versions.exactly().isEmpty()) {
      wanted.add("v.at in (<times>)");
      lists.put("times", versions.exactly().stream().map(Where::nanos).toList());
    }
    conditions.add("(" + String.join(" or ", wanted) + ")");
  }

  /// That no other version of the same object is so.
  private static String none(String condition) {
    return "not exists (select 1 from shelf_objects o"
        + " where o.collection = v.collection and o.id = v.id and "
        + condition
        + ")";
  }

  String sql() {
    return " where " + String.join(" and ", conditions);
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    values.forEach(statement::bind);
    lists.forEach(statement::bindList);
    return statement;
  }

  /// Nanoseconds since 1970; the nearest that fits for times outside the years 1677 to 2262.
  static long nanos(Instant at) {
    try {
      return Math.addExact(
          Math.multiplyExact(at.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), at.getNano());
    } catch (ArithmeticException | DateTimeException e) {
      return at.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
